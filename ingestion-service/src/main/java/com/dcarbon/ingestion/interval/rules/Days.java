// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Whole local days, one after the other.
 *
 * @param end exclusive
 */
public record Days(Instant start, Instant end) {

    /**
     * Those that the readings touch, and none between them; each once.
     *
     * @param readings sorted by start
     */
    public static List<Days> of(List<Reading> readings, ZoneId zone) {
        List<Days> days = new ArrayList<>();
        long end = Long.MIN_VALUE;
        for (Reading reading : readings) {
            if (reading.end() > end) {
                long start = Math.max(end, BlockMerge.dayStart(reading.start(), zone));
                end = BlockMerge.dayEnd(reading.end() - 1, zone);
                days.add(new Days(Instant.ofEpochSecond(start), Instant.ofEpochSecond(end)));
            }
        }
        return days;
    }
}
