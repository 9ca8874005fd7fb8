// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token.rules;

import java.net.URI;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is left of an authorization that has ended here: enough to end it and its tokens at the utility, too.
 *
 * @param authorizationUri the utility's Authorization resource, or null
 * @param accessToken the customer's
 * @param expiresAt when that ends
 * @param refreshToken with which another one can be had, or null
 * @param scope the granted scope, or null
 */
public record RemainingAccess(@Nullable URI authorizationUri, String accessToken, Instant expiresAt,
        @Nullable String refreshToken, @Nullable String scope) {

    /** What a consent brought that nobody may use. */
    public static RemainingAccess of(Grant grant) {
        return new RemainingAccess(grant.locations().authorizationUri(), grant.tokens().accessToken(),
                grant.tokens().expiresAt(), grant.tokens().refreshToken(), grant.scope());
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "RemainingAccess[expires " + expiresAt + "]";
    }
}
