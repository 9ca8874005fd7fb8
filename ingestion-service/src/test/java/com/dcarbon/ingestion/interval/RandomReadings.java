// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import com.dcarbon.ingestion.interval.rules.Quality;
import com.dcarbon.ingestion.interval.rules.Reading;

/** Readings as utilities have them on bad days: lengths that change, gaps, all signs and sizes, all qualities. */
public final class RandomReadings {
    private static final int[] LENGTHS = {300, 900, 1_800, 3_600, 86_400};
    private static final int[] QUALITIES = {Quality.UNKNOWN, 0, 7, 8, 10, 14, 17, 19, 25};

    private RandomReadings() {}

    public static List<Reading> between(long start, long end, RandomGenerator random) {
        List<Reading> readings = new ArrayList<>();
        int length = 900;
        int power = 0;
        for (long at = start; at + length <= end; at += length) {
            if (random.nextInt(300) == 0) {
                length = LENGTHS[random.nextInt(LENGTHS.length)];
                power = random.nextInt(-4, 4);
            }
            if (random.nextInt(20) > 0 && at + length <= end) {
                readings.add(new Reading(at, length, value(random), power,
                        QUALITIES[random.nextInt(QUALITIES.length)], 0));
            }
        }
        return readings;
    }

    private static long value(RandomGenerator random) {
        return random.nextInt(50) == 0 ? random.nextLong(-(1L << 47), 1L << 47) : random.nextInt(-50, 20_000);
    }
}
