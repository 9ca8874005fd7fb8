// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.authorization;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.EventData;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The whole state of an authorization after a change, for the other services' projections (internal, never for
 * partners). The event's sequence is the authorization's version.
 *
 * @param authId the provider's own id of the authorization, once known
 * @param condition why the status is what it is, beyond the status itself, or null
 * @param userId who started the latest attempt
 * @param expiresAt when the customer's consent ends, or null where the utility does not tell
 * @param error set while the status is {@code failed}, {@code reauthorization_required} or {@code revoked}
 */
public record AuthorizationSnapshot(UUID facilityId, UUID authorizationId, String providerId, String providerName,
        AuthMethod authMethod, AuthStatus status, @Nullable String condition, @Nullable String authId, String userId,
        int attempt, Instant createdAt, Instant lastAttemptAt, @Nullable Instant authorizedAt,
        @Nullable Failure error,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant expiresAt) implements EventData {

    @JsonCreator
    public AuthorizationSnapshot {
    }

    /** One whose end the utility does not tell. */
    public AuthorizationSnapshot(UUID facilityId, UUID authorizationId, String providerId, String providerName,
            AuthMethod authMethod, AuthStatus status, @Nullable String condition, @Nullable String authId,
            String userId, int attempt, Instant createdAt, Instant lastAttemptAt, @Nullable Instant authorizedAt,
            @Nullable Failure error) {
        this(facilityId, authorizationId, providerId, providerName, authMethod, status, condition, authId, userId,
                attempt, createdAt, lastAttemptAt, authorizedAt, error, null);
    }

    /** What went wrong and what to do, in the words of the message catalogue. */
    public record Failure(String code, String message, String action, boolean retryable) {}
}
