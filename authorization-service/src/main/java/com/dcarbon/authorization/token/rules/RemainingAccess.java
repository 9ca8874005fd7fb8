// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token.rules;

import java.net.URI;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is left of an authorization that has ended here: enough to end it at the utility, too.
 *
 * @param authorizationUri the utility's Authorization resource, or null
 * @param accessToken the customer's
 * @param expiresAt when the token ends
 */
public record RemainingAccess(@Nullable URI authorizationUri, String accessToken, Instant expiresAt) {

    /** What a consent brought that nobody may use. */
    public static RemainingAccess of(Grant grant) {
        return new RemainingAccess(grant.locations().authorizationUri(), grant.tokens().accessToken(),
                grant.tokens().expiresAt());
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "RemainingAccess[expires " + expiresAt + "]";
    }
}
