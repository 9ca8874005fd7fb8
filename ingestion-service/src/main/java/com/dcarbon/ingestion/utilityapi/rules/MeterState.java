// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi.rules;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * How far UtilityAPI is with a meter.
 *
 * @param activated whether its data were ever asked for
 * @param statusAt since when the status is that, or null if it is not told
 * @param coverage from when to when it has intervals
 * @param monitored whether new data are collected by themselves
 */
public record MeterState(String uid, Status status, boolean activated, @Nullable Instant statusAt,
        List<Span> coverage, boolean monitored) {

    /** What UtilityAPI is at. */
    public enum Status {
        /** It collects. */
        PENDING,
        /** It has done what it was asked for; nothing, if nothing was. */
        UPDATED,
        /** It could not. */
        ERRORED;

        /** Words that may be added count as {@link #UPDATED}: there is nothing to wait for. */
        public static Status of(@Nullable String wire) {
            return "pending".equals(wire) ? PENDING : "errored".equals(wire) ? ERRORED : UPDATED;
        }
    }

    Optional<Instant> first() {
        return coverage.stream().map(Span::start).min(Instant::compareTo);
    }

    Optional<Instant> last() {
        return coverage.stream().map(Span::end).max(Instant::compareTo);
    }

    /**
     * Whether a collection that was asked for then has left a trace.
     *
     * @param asked by our clock; UtilityAPI's may be a little behind
     */
    public boolean showsCollectionSince(Instant asked) {
        return status == Status.PENDING
                || activated && (statusAt == null || !statusAt.isBefore(asked.minusSeconds(60)));
    }
}
