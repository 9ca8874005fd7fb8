// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.net.URI;

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

    /** What the record says while it is there. */
    enum Standing {
        ACTIVE,
        DENIED
    }
}
