// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.authorization;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.EventData;

/**
 * The whole state of an authorization after a change, for the other services' projections (internal, never for
 * partners). The event's sequence is the authorization's version.
 *
 * @param authId the provider's own id of the authorization, once known
 * @param condition why the status is what it is, beyond the status itself, or null
 * @param userId who started the latest attempt
 * @param error set while the status is {@code failed}, {@code reauthorization_required} or {@code revoked}
 */
public record AuthorizationSnapshot(UUID facilityId, UUID authorizationId, String providerId, String providerName,
        AuthMethod authMethod, AuthStatus status, @Nullable String condition, @Nullable String authId, String userId,
        int attempt, Instant createdAt, Instant lastAttemptAt, @Nullable Instant authorizedAt,
        @Nullable Failure error) implements EventData {

    /** What went wrong and what to do, in the words of the message catalogue. */
    public record Failure(String code, String message, String action, boolean retryable) {}
}
