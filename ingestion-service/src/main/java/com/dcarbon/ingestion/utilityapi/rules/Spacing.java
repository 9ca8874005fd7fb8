// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi.rules;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * At which distances the readings of an object begin: the most frequent one is how long they are, if nothing else tells it.
 * The shortest would be that of a single reading which begins at an odd second.
 */
public final class Spacing {
    private static final int MOST = 100;
    private static final int FEW = 4;

    private final Map<Long, Integer> counts = new HashMap<>();
    private long previous = Long.MIN_VALUE;

    /** @param start epoch second at which the next reading of the object begins */
    public void add(long start) {
        long distance = previous == Long.MIN_VALUE ? 0 : Math.abs(start - previous);
        previous = start;
        if (distance > 0 && (counts.size() < MOST || counts.containsKey(distance))) {
            counts.merge(distance, 1, Integer::sum);
        }
    }

    /** The same meter's readings in another object. */
    public void addAll(Spacing other) {
        other.counts.forEach((distance, count) -> {
            if (counts.size() < MOST || counts.containsKey(distance)) {
                counts.merge(distance, count, Integer::sum);
            }
        });
    }

    /** Seconds, of several that are as frequent the shortest; 0 if there is none. */
    public long usual() {
        return counts.entrySet()
                .stream()
                .max(Map.Entry.<Long, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(0L);
    }

    /** Whether so few readings were added that each distance may be a hole. */
    public boolean isSparse() {
        return counts.values().stream().mapToInt(Integer::intValue).sum() < FEW;
    }
}
