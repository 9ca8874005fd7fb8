// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.authorization;

import java.time.Instant;
import java.util.UUID;

import com.dcarbon.events.EventData;

/**
 * A facility's utility data may be read from now on; published each time an authorization becomes authorized.
 *
 * @param providerId the utility's profile id, for example {@code pge}
 * @param attempt how many attempts this authorization has seen, this one included
 * @param reauthorized whether it had been authorized before
 */
public record AuthorizationCreated(UUID facilityId, UUID authorizationId, AuthMethod authMethod, String providerId,
        Instant authorizedAt, int attempt, boolean reauthorized) implements EventData {}
