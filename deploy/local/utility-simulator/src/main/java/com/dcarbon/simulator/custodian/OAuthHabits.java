// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.custodian;

/**
 * Where custodians differ in OAuth 2.0.
 *
 * @param dialect the shape of scopes and token answers
 * @param resourcePath what the token answer's {@code resourceURI} points to: {@code Subscription} or
 *        {@code Batch/Subscription}
 * @param rotatesRefreshTokens whether a refresh answers a new refresh token and ends the old one
 * @param revokesTokens whether it has a revocation endpoint (RFC 7009)
 */
public record OAuthHabits(Dialect dialect, String resourcePath, boolean rotatesRefreshTokens,
        boolean revokesTokens) {
    /** The two families of scopes and token answers seen. */
    public enum Dialect {
        /** PG&amp;E: end dates in the request, its own scope string, {@code client_access_token}. */
        PGE,
        /** ESPI function blocks in the request and in the answer. */
        ESPI
    }
}
