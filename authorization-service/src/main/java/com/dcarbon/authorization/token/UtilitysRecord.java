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

    /**
     * How it stands there; {@code Revoked} if it is gone or has ended. Never fails.
     *
     * @param address of the record, on one of the profile's hosts
     * @param accessToken the customer's, if it is still good, for utilities that take no other; or null
     */
    Mono<ProviderOutcome<Standing>> read(ProviderProfile profile, URI address, @Nullable String accessToken);

    /**
     * The same, with what else it says.
     *
     * @param address as above
     * @param accessToken as above
     */
    default Mono<ProviderOutcome<Seen>> look(ProviderProfile profile, URI address, @Nullable String accessToken) {
        return read(profile, address, accessToken).map(outcome -> outcome
                .then(standing -> ProviderOutcome.succeeded(new Seen(standing, false, null))));
    }

    /** Where the record is, for methods whose consents bring no address of it; else null. */
    default @Nullable URI addressOf(ProviderProfile profile, String authId) {
        return null;
    }

    /**
     * What is in the record.
     *
     * @param tellsEnd whether it says when the customer's consent ends
     * @param endsAt when that is; null if it has no end
     */
    record Seen(Standing standing, boolean tellsEnd, @Nullable Instant endsAt) {}

    /** What the record says while it is there. */
    enum Standing {
        ACTIVE,
        DENIED
    }
}
