// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.authorization.answer.Attempt;
import com.dcarbon.authorization.token.rules.DataLocations;
import com.dcarbon.authorization.token.rules.Fingerprint;
import com.dcarbon.authorization.token.rules.Freshness;
import com.dcarbon.authorization.token.rules.RotationState;
import com.dcarbon.authorization.token.rules.TokenSet;

/**
 * Tokens as they are stored.
 *
 * @param version grows with every refresh
 * @param scope the granted scope
 * @param refreshFailures how many refreshes in a row did not work
 * @param refreshNotBefore set after a refresh that did not work
 * @param previousRefreshToken the one before, as long as the present one has not worked; null if none is kept
 */
record StoredTokens(UUID authorizationId, long version, TokenSet tokens, String scope, DataLocations locations,
        int refreshFailures, @Nullable Instant refreshNotBefore, @Nullable String previousRefreshToken,
        RotationState rotation) {

    /**
     * Whether the access token is good and will be for a while.
     *
     * @param refused the fingerprint of a token that the utility has just refused
     */
    boolean areFresh(@Nullable String refused, Instant now) {
        return !wereRefused(refused) && Freshness.isFresh(tokens.issuedAt(), tokens.expiresAt(), now);
    }

    /** Whether the access token is good, if only for a moment. */
    boolean areUsable(@Nullable String refused, Instant now) {
        return !wereRefused(refused) && now.isBefore(tokens.expiresAt());
    }

    /** By which the answer to their refresh is known until it is committed. */
    Attempt refreshing() {
        return Attempt.refresh(authorizationId, tokens.issuedAt());
    }

    private boolean wereRefused(@Nullable String refused) {
        return refused != null && Fingerprint.matches(refused, tokens.accessToken());
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "StoredTokens[" + authorizationId + ", version " + version + "]";
    }
}
