// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.revocation;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;

import reactor.core.publisher.Mono;

/** How an authorization is ended at a provider; each method's adapter implements it. */
public interface RevocationAtUtility {

    AuthMethod method();

    /**
     * Ends it, as often as it is asked to; {@code Revoked} if it had been ended before. Never fails: what goes wrong is
     * an answer too.
     */
    Mono<ProviderOutcome<Done>> revoke(ProviderProfile profile, Target target);

    /** It has been done. */
    enum Done {
        DONE
    }

    /**
     * What is to be ended.
     *
     * @param address of the utility's record, on one of the profile's hosts; null if the utility named none
     * @param authId the utility's own id of it, or null
     * @param guessed whether that id may be the data's, for the utility that gave the tokens named no record
     * @param accessToken the customer's, if it is still good, for utilities that take no other; or null
     */
    record Target(@Nullable URI address, @Nullable String authId, boolean guessed, @Nullable String accessToken) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Target[" + address + "]";
        }
    }
}
