// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session.rules;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.dcarbon.authorization.failure.FailureCode;

/** How far a provider has come with a consent. */
public sealed interface ConsentProgress {

    /** The provider does not know it yet. */
    record NotThere() implements ConsentProgress {}

    /** It is another attempt's. */
    record Foreign() implements ConsentProgress {}

    /**
     * The provider works on it.
     *
     * @param authId the provider's own id of it
     * @param notBefore when the provider goes on with it, or null if it does not say
     */
    record Working(String authId, @Nullable Instant notBefore) implements ConsentProgress {}

    /**
     * The customer has consented, and there is what we need.
     *
     * @param expiresAt when the consent ends, or null where the provider does not tell
     */
    record Given(String authId, @Nullable Instant expiresAt) implements ConsentProgress {}

    /**
     * It did not work.
     *
     * @param said what the provider called it, or null
     */
    record NotGiven(String authId, FailureCode why, @Nullable String said) implements ConsentProgress {}

    /** The provider's own id of it, or null if there is none or it is not ours. */
    default @Nullable String id() {
        return switch (this) {
            case NotThere _,Foreign _ -> null;
            case Working(String authId, Instant _) -> authId;
            case Given(String authId, Instant _) -> authId;
            case NotGiven(String authId, FailureCode _, String _) -> authId;
        };
    }
}
