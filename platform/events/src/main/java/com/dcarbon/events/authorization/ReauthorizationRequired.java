// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.authorization;

import java.time.Instant;
import java.util.UUID;

import com.dcarbon.events.EventData;

/**
 * The utility no longer accepts an authorization; a person has to authorize again before data flows.
 *
 * @param requiredAt when the utility said so
 * @param code the stable reason
 * @param message what happened, in words for a person
 * @param action what that person can do
 */
public record ReauthorizationRequired(UUID facilityId, UUID authorizationId, AuthMethod authMethod, String providerId,
        Instant requiredAt, String code, String message, String action) implements EventData {}
