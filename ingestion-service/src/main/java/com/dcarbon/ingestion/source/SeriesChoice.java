// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.util.Set;

import com.dcarbon.ingestion.interval.rules.Direction;

/**
 * What is known of the series only once all their readings have been seen.
 *
 * @param leftOut numbers of series that are not imported
 * @param netMeters numbers of meters whose delivered energy went below zero, so that it is net
 */
public record SeriesChoice(Set<Integer> leftOut, Set<Integer> netMeters) {
    public static final SeriesChoice ALL = new SeriesChoice(Set.of(), Set.of());

    boolean takes(SpooledReading reading) {
        return !leftOut.contains(reading.series());
    }

    Direction directionOf(SpooledReading reading) {
        return reading.direction() == Direction.DELIVERED && netMeters.contains(reading.meter())
                ? Direction.NET
                : reading.direction();
    }
}
