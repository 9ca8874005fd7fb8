// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.intervals;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.dcarbon.events.EventData;

/**
 * The meters behind an authorization are known.
 *
 * @param meterIds our ids of all its meters
 * @param importedAt when they were read; the intervals follow, so this is no end of a synchronisation
 */
public record MetersImported(UUID facilityId, UUID authorizationId, List<UUID> meterIds,
        Instant importedAt) implements EventData {}
