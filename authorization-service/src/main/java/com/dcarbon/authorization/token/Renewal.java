// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.dcarbon.authorization.token.rules.TokenSet;

/**
 * What a refresh leaves.
 *
 * @param fresh the new tokens, with the refresh token that is good from now on
 * @param previousRefreshToken to be kept until the new one has worked; null where the utility ends it by its use
 * @param newRefreshToken whether the refresh token is another one
 * @param rotateAt when the pair is to be rotated, if it counts as new; else null
 */
record Renewal(TokenSet fresh, @Nullable String previousRefreshToken, boolean newRefreshToken,
        @Nullable Instant rotateAt) {

    /**
     * A pair counts as new when its refresh token is another one, and also when a rotation that is owed brought no other
     * one: more a utility whose refresh tokens never change does not offer.
     *
     * @param reusable whether the utility's refresh tokens stay good when they are used
     */
    static Renewal of(StoredTokens old, TokenSet fresh, boolean reusable, RotationSchedule schedule, Instant now) {
        String used = old.tokens().refreshToken();
        boolean another = fresh.refreshToken() != null && !Objects.equals(fresh.refreshToken(), used);
        TokenSet complete = used == null ? fresh : fresh.withRefreshToken(used);
        return new Renewal(complete, another && reusable ? used : null, another,
                another || old.rotation().isOwed(now) ? schedule.next(now) : null);
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "Renewal[" + fresh + ", rotated again at " + rotateAt + "]";
    }
}
