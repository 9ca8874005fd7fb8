// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token.rules;

import org.jspecify.annotations.Nullable;

import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;

/** What the exchange of a code brought, in the kinds of which the customer reads different things. */
public sealed interface ConsentAnswer {

    /** Tokens. */
    record Granted(Grant grant) implements ConsentAnswer {}

    /**
     * A consent that does not reach as far as interval data.
     *
     * @param left what is to be given back, or null if the utility did not name it
     */
    record TooNarrow(@Nullable Leftover left) implements ConsentAnswer {}

    /**
     * Tokens that nobody can use, for what the utility said with them cannot be believed.
     *
     * @param left what is to be given back, or null if the utility did not name it
     */
    record Unusable(ProviderTrouble trouble, @Nullable Leftover left) implements ConsentAnswer {}

    /** The utility does not take the scope that our profile names. */
    record ScopeRefused(ProviderTrouble trouble) implements ConsentAnswer {}

    /** The utility announces that it is under maintenance. */
    record Maintenance(ProviderTrouble trouble) implements ConsentAnswer {}

    /** No tokens, for the reason that the trouble tells. */
    record Refused(ProviderTrouble trouble) implements ConsentAnswer {}

    /** What the utility has granted and nobody here uses, or null. */
    default @Nullable Leftover leftover() {
        return switch (this) {
            case TooNarrow(Leftover left) -> left;
            case Unusable(ProviderTrouble _, Leftover left) -> left;
            case Granted _,ScopeRefused _,Maintenance _,Refused _ -> null;
        };
    }

    /** How the call itself went. */
    default ProviderOutcome<ConsentAnswer> call() {
        return switch (this) {
            case Granted _,TooNarrow _ -> ProviderOutcome.succeeded(this);
            case Unusable(ProviderTrouble trouble, Leftover _) -> ProviderOutcome.failed(trouble);
            case ScopeRefused(ProviderTrouble trouble) -> ProviderOutcome.failed(trouble);
            case Maintenance(ProviderTrouble trouble) -> ProviderOutcome.failed(trouble);
            case Refused(ProviderTrouble trouble) -> ProviderOutcome.failed(trouble);
        };
    }
}
