// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.dcarbon.ingestion.gap.MeterSeries.Reached;
import com.dcarbon.ingestion.interval.IntervalBlocks.Series;
import com.dcarbon.ingestion.interval.rules.Reading;

/**
 * What an import has brought: how many readings, and from when to when they reach, by meter and direction; of one import, one
 * slice after the other. A slice that is stored once more changes nothing.
 */
final class StoredSpans {
    private final Map<Series, Reached> spans = new HashMap<>();
    private final long latest;
    private long readings;

    /** @param latest readings that end later do not count: a utility that dates one into the future stops nothing */
    StoredSpans(Instant latest) {
        this.latest = latest.getEpochSecond();
    }

    /** So many more are stored with what comes next. */
    void count(int more) {
        readings += more;
    }

    /** How many are stored, with those of the transaction that is under way. */
    long readings() {
        return readings;
    }

    /** @param readings sorted by start, at least one */
    void add(Series series, List<Reading> readings) {
        Reading newest = readings.getFirst();
        for (Reading reading : readings) {
            newest = reading.end() > newest.end() && reading.end() <= latest ? reading : newest;
        }
        if (newest.end() > latest) {
            return;
        }
        var reached = new Reached(series.meterId(), series.direction(),
                Instant.ofEpochSecond(readings.getFirst().start()), Instant.ofEpochSecond(newest.end()),
                newest.seconds());
        spans.merge(series, reached, StoredSpans::joined);
    }

    private static Reached joined(Reached one, Reached other) {
        Reached newer = one.frontier().isAfter(other.frontier()) ? one : other;
        Instant first = one.firstAt().isBefore(other.firstAt()) ? one.firstAt() : other.firstAt();
        return new Reached(newer.meterId(), newer.direction(), first, newer.frontier(), newer.intervalSeconds());
    }

    Collection<Reached> reached() {
        return spans.values();
    }

    Instant earliest(Instant start) {
        return spans.values().stream().map(Reached::firstAt).filter(start::isAfter).min(Instant::compareTo)
                .orElse(start);
    }

    Instant latest(Instant end) {
        return spans.values().stream().map(Reached::frontier).filter(end::isBefore).max(Instant::compareTo)
                .orElse(end);
    }
}
