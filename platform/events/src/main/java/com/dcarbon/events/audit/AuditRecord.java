// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.EventData;

/**
 * One thing that happened, for the audit log; the event's type says what.
 *
 * @param eventType the event's name, the same as its {@code ce_type}
 * @param userId who did it; {@code system:<service>} for the system itself
 * @param ipAddress the caller's address as the gateway saw it; null for the system
 * @param details further facts, free of secrets
 */
public record AuditRecord(String eventType, Instant timestamp, String userId, @Nullable UUID facilityId,
        @Nullable UUID authorizationId, @Nullable String ipAddress,
        Map<String, @Nullable Object> details) implements EventData {}
