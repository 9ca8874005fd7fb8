// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Keeps of overlapping readings what must not be counted twice: finer ones where they cover a coarser one completely,
 * else the coarser one; of equally long ones the better or newer.
 */
final class Overlaps {
    private static final Comparator<Reading> FINER_THEN_BETTER = Comparator.comparingInt(Reading::seconds)
            .thenComparingInt(reading -> Quality.doubt(reading.quality()))
            .thenComparing(Comparator.comparingLong(Reading::updated).reversed())
            .thenComparingLong(Reading::start);

    private Overlaps() {}

    /** @param sorted by start; the result is, too */
    static List<Reading> resolved(List<Reading> sorted) {
        if (isClean(sorted)) {
            return sorted;
        }
        NavigableMap<Long, Reading> kept = new TreeMap<>();
        for (Reading reading : sorted.stream().sorted(FINER_THEN_BETTER).toList()) {
            place(reading, kept);
        }
        return List.copyOf(kept.values());
    }

    static boolean isClean(List<Reading> sorted) {
        long end = Long.MIN_VALUE;
        for (Reading reading : sorted) {
            if (reading.start() < end) {
                return false;
            }
            end = reading.end();
        }
        return true;
    }

    private static void place(Reading reading, NavigableMap<Long, Reading> kept) {
        List<Reading> rivals = rivals(reading, kept);
        if (rivals.isEmpty()) {
            kept.put(reading.start(), reading);
            return;
        }
        boolean allInside = rivals.stream()
                .allMatch(rival -> rival.seconds() < reading.seconds() && rival.start() >= reading.start()
                        && rival.end() <= reading.end());
        if (allInside && covered(rivals) < reading.seconds()) {
            rivals.forEach(rival -> kept.remove(rival.start()));
            kept.put(reading.start(), reading);
        }
    }

    private static List<Reading> rivals(Reading reading, NavigableMap<Long, Reading> kept) {
        List<Reading> rivals = new ArrayList<>();
        var before = kept.lowerEntry(reading.start());
        if (before != null && before.getValue().overlaps(reading)) {
            rivals.add(before.getValue());
        }
        rivals.addAll(kept.subMap(reading.start(), true, reading.end(), false).values());
        return rivals;
    }

    private static long covered(Collection<Reading> inside) {
        return inside.stream().mapToLong(Reading::seconds).sum();
    }
}
