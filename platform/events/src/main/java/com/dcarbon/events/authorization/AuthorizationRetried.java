// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.authorization;

import java.time.Instant;
import java.util.UUID;

import com.dcarbon.events.EventData;

/**
 * A further attempt of an authorization that had failed was asked for.
 *
 * @param retriedAt when it was asked for
 * @param attempt which attempt this is
 */
public record AuthorizationRetried(UUID facilityId, UUID authorizationId, AuthMethod authMethod, String providerId,
        Instant retriedAt, int attempt) implements EventData {}
