// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.util.Map;
import java.util.Set;

/**
 * What is known of the series only once all their readings have been seen.
 *
 * @param leftOut numbers of series that are not imported
 * @param parts which part of the energy of their meter and direction they count, by their numbers: those of one interval
 *     are added up. Such that are not here count all of it.
 */
public record SeriesChoice(Set<Integer> leftOut, Map<Integer, Integer> parts) {
    public static final SeriesChoice ALL = new SeriesChoice(Set.of(), Map.of());

    private static final int WHOLE = -1;

    boolean takes(SpooledReading reading) {
        return !leftOut.contains(reading.series());
    }

    /** Whether the two count the same part of the energy, or both all of it. */
    boolean samePart(SpooledReading one, SpooledReading other) {
        return one.series() == other.series() || parts.isEmpty() || partOf(one) == partOf(other);
    }

    private int partOf(SpooledReading reading) {
        return parts.getOrDefault(reading.series(), WHOLE);
    }
}
