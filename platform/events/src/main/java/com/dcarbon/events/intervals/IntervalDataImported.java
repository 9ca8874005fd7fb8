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
 * @param authorizationId null where no utility was asked: for an upload, or documents that were read again
 * @param start start of the period asked for, inclusive
 * @param end its end, exclusive
 * @param intervals how many intervals the job brought, unchanged ones included
 * @param lastSync end of the last successful synchronisation of the facility, this one included: of one that was kept
 *        waiting, or is a part of a longer one, the end of the period asked for. An upload, documents that were read again
 *        and a backfill move nothing: it is the one before; if there was none, the time of the upload or the end of the
 *        period
 */
public record IntervalDataImported(UUID facilityId, @Nullable UUID authorizationId, List<UUID> meterIds, Instant start,
        Instant end, long intervals, ImportKind kind, Instant lastSync) implements EventData {}
