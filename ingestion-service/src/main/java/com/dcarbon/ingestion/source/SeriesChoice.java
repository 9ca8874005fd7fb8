// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.util.Set;

/**
 * What is known of the series only once all their readings have been seen.
 *
 * @param leftOut numbers of series that are not imported
 */
public record SeriesChoice(Set<Integer> leftOut) {
    public static final SeriesChoice ALL = new SeriesChoice(Set.of());

    boolean takes(SpooledReading reading) {
        return !leftOut.contains(reading.series());
    }
}
