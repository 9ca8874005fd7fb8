// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.authorization;

import java.time.Instant;
import java.util.UUID;

import com.dcarbon.events.EventData;

/**
 * An authorization was ended, at the utility or here; what was imported stays.
 *
 * @param revokedAt when it was ended or, if that happened at the utility, noticed
 * @param code the stable reason
 * @param message what happened, in words for a person
 * @param action what that person can do
 */
public record AuthorizationRevoked(UUID facilityId, UUID authorizationId, AuthMethod authMethod, String providerId,
        Instant revokedAt, String code, String message, String action) implements EventData {}
