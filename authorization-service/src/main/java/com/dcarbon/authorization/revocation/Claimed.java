// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.revocation;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.authorization.AuthMethod;

/**
 * A revocation that its holder alone attempts for a while.
 *
 * @param until when others may
 * @param recordEnded whether the utility's own record has ended already
 * @param hadTokens whether there were tokens when it ended here, and with them what the utility had named
 * @param tokens what is left of the customer's; null if there are none, or once they have ended
 * @param attempts how many there were, this one included
 */
record Claimed(UUID id, UUID lease, Instant until, UUID authorizationId, String providerId, AuthMethod method,
        @Nullable String authId, @Nullable URI authorizationUri, boolean recordEnded, boolean hadTokens,
        @Nullable LeftTokens tokens, Instant requestedAt, int attempts) {

    /** The customer's access token, if it is still good. */
    @Nullable
    String accessToken(Instant now) {
        return tokens == null || !now.isBefore(tokens.expiresAt()) ? null : tokens.accessToken();
    }

    /** With which another access token can be had, or null. */
    @Nullable
    String refreshToken() {
        return tokens == null ? null : tokens.refreshToken();
    }

    /** The same with what a refresh brought. */
    Claimed with(@Nullable LeftTokens renewed) {
        return new Claimed(id, lease, until, authorizationId, providerId, method, authId, authorizationUri,
                recordEnded, hadTokens, renewed, requestedAt, attempts);
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "Claimed[" + id + "]";
    }

    /**
     * A customer's tokens whose authorization has ended here.
     *
     * @param scope the granted scope, or null
     */
    record LeftTokens(String accessToken, Instant expiresAt, @Nullable String refreshToken, @Nullable String scope) {

        /** Without the tokens. */
        @Override
        public String toString() {
            return "LeftTokens[]";
        }
    }
}
