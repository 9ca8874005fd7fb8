// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Access to a customer's data for a short while.
 *
 * @param authId the provider's own id of the authorization
 * @param accessToken the bearer token for the utility's resources; null where the platform's own token opens them, which
 *     the asker has itself (UtilityAPI)
 * @param expiresAt when it ends; null without a token
 * @param resourceUri where the data are; null where the provider has no address of its own for them
 * @param scope the granted scope
 */
public record Access(@Nullable String authId, @Nullable String accessToken, @Nullable Instant expiresAt,
        String providerId, UUID facilityId, @Nullable URI resourceUri, @Nullable URI customerResourceUri,
        @Nullable URI authorizationUri, @Nullable String scope) {

    /** Without the token. */
    @Override
    public String toString() {
        return "Access[" + providerId + ", expires " + expiresAt + "]";
    }
}
