// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token.rules;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Tokens as a utility gave them.
 *
 * @param refreshToken null if the utility gave none, or at a refresh if the old one stays good
 * @param scope the granted scope, which is the truth; null if the utility did not say
 * @param addresses where the data is from now on, as far as a refresh said so
 */
public record TokenSet(String accessToken, @Nullable String refreshToken, Instant issuedAt, Instant expiresAt,
        @Nullable String scope, NewAddresses addresses) {

    /** Without a word of where the data is. */
    public TokenSet(String accessToken, @Nullable String refreshToken, Instant issuedAt, Instant expiresAt,
            @Nullable String scope) {
        this(accessToken, refreshToken, issuedAt, expiresAt, scope, NewAddresses.NONE);
    }

    /** The same with that refresh token where the utility gave no other. */
    public TokenSet withRefreshToken(String used) {
        return refreshToken == null
                ? new TokenSet(accessToken, used, issuedAt, expiresAt, scope, addresses)
                : this;
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "TokenSet[expires " + expiresAt + "]";
    }
}
