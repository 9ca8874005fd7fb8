// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.revocation.rules;

import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;

/** What came of one of the two things that end at a utility: its record of the authorization, and our tokens. */
public sealed interface Half {

    /** It has ended, now or before. */
    record Ended() implements Half {}

    /** The utility offers no way to end it, or there is nothing to end. */
    record NotOffered() implements Half {}

    /** It still stands. */
    record Open(ProviderTrouble trouble) implements Half {

        /** Whether the utility has answered, and does not do it: as against one that does not answer. */
        public boolean isRefused() {
            return trouble instanceof ProviderTrouble.Gone || trouble instanceof ProviderTrouble.Misconfigured;
        }
    }

    /** By the utility's answer. */
    static Half of(ProviderOutcome<?> answer) {
        return switch (answer) {
            case ProviderOutcome.Succeeded<?> _ -> new Ended();
            case ProviderOutcome.Failed<?>(ProviderTrouble.Revoked _) -> new Ended();
            case ProviderOutcome.Failed<?>(ProviderTrouble trouble) -> new Open(trouble);
        };
    }
}
