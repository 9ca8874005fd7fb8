// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.authorization;

import java.time.Instant;
import java.util.UUID;

import com.dcarbon.events.EventData;

/**
 * The utility gave no new credentials for an authorization whose present ones are due for rotation; the present ones go on serving.
 *
 * @param failedAt when the attempt failed
 * @param attempt how many attempts this rotation has seen
 */
public record AuthorizationTokenRotationFailed(UUID facilityId, UUID authorizationId, AuthMethod authMethod,
        String providerId, Instant failedAt, int attempt, String code, String message, String action,
        boolean retryable) implements EventData {}
