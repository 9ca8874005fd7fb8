// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Access to a customer's data for a short while.
 *
 * @param accessToken the bearer token for the utility's resources
 * @param expiresAt when it ends
 * @param scope the granted scope
 */
public record Access(String accessToken, Instant expiresAt, String providerId, UUID facilityId, URI resourceUri,
        @Nullable URI customerResourceUri, @Nullable URI authorizationUri, String scope) {

    /** Without the token. */
    @Override
    public String toString() {
        return "Access[" + providerId + ", expires " + expiresAt + "]";
    }
}
