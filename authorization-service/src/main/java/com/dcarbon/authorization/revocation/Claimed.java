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
 * @param accessToken null once it has ended
 * @param attempts how many there were, this one included
 */
record Claimed(UUID id, UUID lease, UUID authorizationId, String providerId, AuthMethod method,
        @Nullable String authId, @Nullable URI authorizationUri, @Nullable String accessToken, Instant requestedAt,
        int attempts) {

    /** Without the token. */
    @Override
    public String toString() {
        return "Claimed[" + id + "]";
    }
}
