// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.meter;

import java.time.ZoneId;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A meter as others need it.
 *
 * @param timeZone in which its days begin
 * @param role {@code consumption}, {@code net} or {@code generation}
 * @param generatedFrom which stored direction a frozen report counted as generated, or null
 */
public record Meter(UUID id, UUID facilityId, UUID authorizationId, ZoneId timeZone, String role,
        @Nullable String generatedFrom) {

    /** The role of a meter that measures what is produced. */
    public static final String GENERATION = "generation";

    /** Whether a person said that it measures what is produced. */
    public boolean isGeneration() {
        return role.equals(GENERATION);
    }
}
