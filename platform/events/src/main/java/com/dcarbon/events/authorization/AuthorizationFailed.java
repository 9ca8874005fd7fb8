// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.authorization;

import java.time.Instant;
import java.util.UUID;

import com.dcarbon.events.EventData;

/**
 * An attempt to authorize ended without success.
 *
 * @param code the stable reason, for example {@code user_cancelled}
 * @param message what went wrong, in words for a person
 * @param action what that person can do
 * @param retryable whether trying again can help
 */
public record AuthorizationFailed(UUID facilityId, UUID authorizationId, AuthMethod authMethod, String providerId,
        Instant failedAt, int attempt, String code, String message, String action, boolean retryable)
        implements
            EventData {}
