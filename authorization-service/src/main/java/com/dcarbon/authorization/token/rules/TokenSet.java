// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token.rules;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Tokens as a utility gave them.
 *
 * @param refreshToken null if the utility gave none, or at a refresh if the old one stays good
 * @param scope the granted scope, which is the truth; null if the utility did not say
 */
public record TokenSet(String accessToken, @Nullable String refreshToken, Instant issuedAt, Instant expiresAt,
        @Nullable String scope) {

    /** Without the tokens. */
    @Override
    public String toString() {
        return "TokenSet[expires " + expiresAt + "]";
    }
}
