// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token.rules;

import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;

/** What the exchange of a code brought, in the kinds of which the customer reads different things. */
public sealed interface ConsentAnswer {

    /** Tokens. */
    record Granted(Grant grant) implements ConsentAnswer {}

    /** A consent that does not reach as far as interval data. */
    record TooNarrow() implements ConsentAnswer {}

    /** The utility does not take the scope that our profile names. */
    record ScopeRefused(ProviderTrouble trouble) implements ConsentAnswer {}

    /** The utility announces that it is under maintenance. */
    record Maintenance(ProviderTrouble trouble) implements ConsentAnswer {}

    /** No tokens, for the reason that the trouble tells. */
    record Refused(ProviderTrouble trouble) implements ConsentAnswer {}

    /** How the call itself went. */
    default ProviderOutcome<ConsentAnswer> call() {
        return switch (this) {
            case Granted _,TooNarrow _ -> ProviderOutcome.succeeded(this);
            case ScopeRefused(ProviderTrouble trouble) -> ProviderOutcome.failed(trouble);
            case Maintenance(ProviderTrouble trouble) -> ProviderOutcome.failed(trouble);
            case Refused(ProviderTrouble trouble) -> ProviderOutcome.failed(trouble);
        };
    }
}
