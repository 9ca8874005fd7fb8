// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.log;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonRawValue;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * One line of the audit log, as the API shows it.
 *
 * @param id the id of the event that told of it
 * @param userId who did it; {@code system:<service>} for the system itself
 * @param ipAddress where the call came from; null for the system
 * @param details a JSON object, as it was written
 */
public record AuditEntry(UUID id, @Schema(example = "authorization_created") String eventType, Instant timestamp,
        String userId, @Nullable UUID facilityId, @Nullable UUID authorizationId, @Nullable String ipAddress,
        @JsonRawValue @Schema(type = "object") String details) {}
