// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report.rules;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Reading;

/** For which time there are readings of other meters; kept as spans that do not touch. */
final class TimeTaken {
    private final NavigableMap<Long, Long> spans = new TreeMap<>();

    /** Adds all readings of that series in the month, but uploaded ones that nobody has accepted. */
    void take(Unit unit, Direction series, LocalMonth month) {
        unit.readings(series, month, (reading, uploaded) -> {
            if (!uploaded || unit.uploadsCount()) {
                add(reading.start(), reading.end());
            }
        });
    }

    private void add(long start, long end) {
        long from = start;
        long to = end;
        Map.Entry<Long, Long> touching = spans.floorEntry(to);
        while (touching != null && touching.getValue() >= from) {
            from = Math.min(from, touching.getKey());
            to = Math.max(to, touching.getValue());
            spans.remove(touching.getKey());
            touching = spans.floorEntry(to);
        }
        spans.put(from, to);
    }

    boolean overlaps(Reading reading) {
        Map.Entry<Long, Long> before = spans.lowerEntry(reading.end());
        return before != null && before.getValue() > reading.start();
    }
}
