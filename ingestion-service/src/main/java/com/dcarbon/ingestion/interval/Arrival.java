// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.util.List;
import java.util.Optional;

import com.dcarbon.ingestion.interval.IntervalBlocks.Origin;
import com.dcarbon.ingestion.interval.IntervalBlocks.Series;
import com.dcarbon.ingestion.interval.rules.ArrivedDays;
import com.dcarbon.ingestion.interval.rules.BlockMerge;
import com.dcarbon.ingestion.interval.rules.Reading;

/** Readings of one series that have come, made ready to be compared with what is stored of their days. */
public final class Arrival {
    private final Series series;
    private final Origin origin;
    private final List<Reading> readings;
    private final long from;
    private final long to;
    private final Optional<ArrivedDays> days;

    private Arrival(Series series, Origin origin, List<Reading> readings) {
        this.series = series;
        this.origin = origin;
        this.readings = readings;
        this.from = BlockMerge.dayStart(readings.getFirst().start(), series.zone());
        this.to = BlockMerge.dayEnd(readings.stream().mapToLong(Reading::end).max().orElseThrow() - 1, series.zone());
        this.days = origin.replay() ? Optional.empty() : ArrivedDays.of(readings, series.zone());
    }

    /**
     * Cuts them into days, which takes its time but needs no database.
     *
     * @param readings sorted by start, each interval once, at least one
     */
    public static Arrival of(Series series, Origin origin, List<Reading> readings) {
        return new Arrival(series, origin, readings);
    }

    public Series series() {
        return series;
    }

    Origin origin() {
        return origin;
    }

    public List<Reading> readings() {
        return readings;
    }

    /** Where the first one's local day begins, epoch second. */
    long from() {
        return from;
    }

    /** Where the local day ends that the last one reaches, epoch second. */
    long to() {
        return to;
    }

    /** Empty if they cannot be looked at day by day. */
    Optional<ArrivedDays> days() {
        return days;
    }
}
