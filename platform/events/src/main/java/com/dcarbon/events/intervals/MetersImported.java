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
 * @param lastSync when they were read
 */
public record MetersImported(UUID facilityId, UUID authorizationId, List<UUID> meterIds,
        Instant lastSync) implements EventData {}
