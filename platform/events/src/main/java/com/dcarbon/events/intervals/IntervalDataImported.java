// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.intervals;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.EventData;

/**
 * A job of importing intervals is finished; one event per job, written with its last slice. Never the readings
 * themselves: those are read from the API.
 *
 * @param authorizationId null for an upload
 * @param start start of the period asked for, inclusive
 * @param end its end, exclusive
 * @param intervals how many intervals the job brought, unchanged ones included
 * @param lastSync end of the last successful synchronisation of the facility, this one included;
 *        for an upload, which is none, the one before, or the time of the upload if there was none: it moves nothing
 */
public record IntervalDataImported(UUID facilityId, @Nullable UUID authorizationId, List<UUID> meterIds, Instant start,
        Instant end, long intervals, ImportKind kind, Instant lastSync) implements EventData {}
