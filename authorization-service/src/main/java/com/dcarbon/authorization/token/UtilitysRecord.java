// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.net.URI;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;

import reactor.core.publisher.Mono;

/** The utility's own record of an authorization; each method's adapter reads it. */
public interface UtilitysRecord {

    AuthMethod method();

    /** What it says; {@code Revoked} if it was ended, {@code Gone} if there is none to read. Never fails. */
    Mono<ProviderOutcome<Seen>> read(ProviderProfile profile, Known known);

    /**
     * What is known here of an authorization.
     *
     * @param address of the utility's record, on one of the profile's hosts; null if the utility named none
     * @param authId the utility's own id of it, or null
     * @param accessToken the customer's, if it is still good, for utilities that take no other; or null
     */
    record Known(@Nullable URI address, @Nullable String authId, @Nullable String accessToken) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Known[" + authId + "]";
        }
    }

    /**
     * What is in the record.
     *
     * @param tellsEnd whether it says when the customer's consent ends
     * @param endsAt when that is; null if it has no end
     */
    record Seen(Standing standing, boolean tellsEnd, @Nullable Instant endsAt) {}

    /** How it stands there while it is there. */
    enum Standing {
        ACTIVE,
        DENIED,
        /** The time for which the customer consented is over. */
        EXPIRED,
        /** The utility no longer takes the customer's login. */
        LOGIN_REFUSED
    }
}
