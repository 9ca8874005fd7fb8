// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.revocation;

import com.dcarbon.authorization.revocation.RevocationAtUtility.Done;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;

import reactor.core.publisher.Mono;

/** How a customer's tokens are ended at a provider (RFC 7009); the adapters of methods that have such implement it. */
public interface TokensAtUtility {
    AuthMethod method();

    /** Whether that provider offers it. */
    boolean isOffered(ProviderProfile profile);

    /**
     * Ends a token, as often as it is asked to; {@code Revoked} if it had been ended before, {@code Gone} if tokens of
     * that kind are not ended there. Never fails: what goes wrong is an answer too.
     */
    Mono<ProviderOutcome<Done>> revoke(ProviderProfile profile, Kind kind, String token);

    /** Which of the two (RFC 7009, section 2.1). */
    enum Kind {
        REFRESH_TOKEN,
        ACCESS_TOKEN
    }
}
