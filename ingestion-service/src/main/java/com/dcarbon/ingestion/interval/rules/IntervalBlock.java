// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Readings of one length in a row, as they are stored.
 *
 * @param start epoch second of the first one's beginning
 * @param seconds the length of each
 * @param powerOfTen of all values: Wh are {@code value * 10^powerOfTen}
 * @param values one per interval; null where the utility sent none
 * @param qualities one per interval, ESPI codes; null where the utility told none
 * @param updated when the utility last changed one of them, epoch second, 0 if not told
 */
public record IntervalBlock(long start, int seconds, int powerOfTen, List<@Nullable Long> values,
        List<@Nullable Short> qualities, long updated) {

    /** Keeps the values without an object for each, and the qualities as one where they are the same. */
    public IntervalBlock {
        values = Values.of(values);
        qualities = oneOrAll(qualities);
    }

    private static List<@Nullable Short> oneOrAll(List<@Nullable Short> qualities) {
        boolean alike = !qualities.isEmpty()
                && Collections.frequency(qualities, qualities.getFirst()) == qualities.size();
        return alike ? Collections.nCopies(qualities.size(), qualities.getFirst()) : qualities;
    }

    /** The first second after the last interval. */
    public long end() {
        return start + (long) seconds * values.size();
    }

    /** The intervals that have a value. */
    public List<Reading> readings() {
        List<Reading> readings = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            Long value = values.get(i);
            if (value != null) {
                Short quality = qualities.get(i);
                readings.add(new Reading(start + (long) i * seconds, seconds, value, powerOfTen,
                        quality == null ? Quality.UNKNOWN : quality, updated));
            }
        }
        return readings;
    }

    /** Whether both have the same intervals, and their values the same power of ten. */
    boolean isShapedAs(IntervalBlock other) {
        return start == other.start && seconds == other.seconds && powerOfTen == other.powerOfTen
                && values.size() == other.values.size();
    }

    /** Whether the utility sent no value for some of the intervals. */
    boolean hasGaps() {
        return values.stream().anyMatch(Objects::isNull);
    }

    /** The same with another date of change. */
    IntervalBlock updated(long when) {
        return new IntervalBlock(start, seconds, powerOfTen, values, qualities, when);
    }

    boolean sameContent(IntervalBlock other) {
        return start == other.start && seconds == other.seconds && powerOfTen == other.powerOfTen
                && values.equals(other.values) && qualities.equals(other.qualities);
    }
}
