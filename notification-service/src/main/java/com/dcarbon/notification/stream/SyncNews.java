// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.stream;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.Event;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.events.intervals.IntervalDataImported;
import com.dcarbon.events.intervals.MetersImported;
import com.dcarbon.events.intervals.SyncFailed;
import com.fasterxml.jackson.annotation.JsonInclude;

/** What reading data from the utility changed about a facility; the facility's other fields stay as they are. */
sealed interface SyncNews {

    static Change changeOfMeters(Event<MetersImported> event) {
        MetersImported meters = event.data();
        return change(meters.facilityId(), event.type(),
                new Meters(meters.facilityId(), event.type(), meters.authorizationId(), meters.meterIds()));
    }

    static Change changeOfIntervals(Event<IntervalDataImported> event) {
        IntervalDataImported intervals = event.data();
        // A person's upload, or documents read again, bring data, but say nothing about reading from the utility.
        boolean unasked = intervals.authorizationId() == null;
        return change(intervals.facilityId(), event.type(),
                new Intervals(intervals.facilityId(), event.type(), intervals.authorizationId(), unasked ? null : "ok",
                        unasked || intervals.kind() == ImportKind.BACKFILL ? null : intervals.lastSync(),
                        intervals.kind(), intervals.intervals(),
                        intervals.meterIds()));
    }

    static Change changeOfFailure(Event<SyncFailed> event) {
        SyncFailed failed = event.data();
        return change(failed.facilityId(), event.type(),
                new Failure(failed.facilityId(), event.type(), failed.authorizationId(), "delayed",
                        "Temporarily unable to sync data", failed.code(), failed.message(), failed.nextAttemptAt()));
    }

    private static Change change(UUID facilityId, String type, SyncNews news) {
        return new Change(ChangeKind.FACILITY, type, facilityId, null, facilityId, null, news);
    }

    /** The facility's meters are known. */
    record Meters(UUID id, String type, UUID authorizationId, List<UUID> meterIds) implements SyncNews {}

    /**
     * Intervals were imported.
     *
     * @param authorizationId null where no utility was asked, which leaves status and time of the synchronisation as
     *        they are
     */
    record Intervals(UUID id, String type, @Nullable UUID authorizationId,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String syncStatus,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant lastSync, ImportKind kind, long intervals,
            List<UUID> meterIds) implements SyncNews {}

    /**
     * Reading failed for now.
     *
     * @param code the stable reason
     * @param message what went wrong, in words for a person
     * @param nextAttemptAt when it is tried again, or null if it was given up
     */
    record Failure(UUID id, String type, UUID authorizationId, String syncStatus, String syncMessage, String code,
            String message, @Nullable Instant nextAttemptAt) implements SyncNews {}
}
