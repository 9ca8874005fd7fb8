// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

import com.dcarbon.ingestion.interval.rules.Quality;
import com.dcarbon.ingestion.interval.rules.Reading;

/**
 * The readings of one interval. Of several for the same energy the last one counts; such that count parts of it are added
 * up.
 */
final class OneInterval {
    private final SeriesChoice choice;
    private final List<SpooledReading> parts = new ArrayList<>(1);
    private int contradicted;

    OneInterval(SeriesChoice choice, SpooledReading first) {
        this.choice = choice;
        parts.add(first);
    }

    /** Those come later that count more. */
    void add(SpooledReading reading) {
        for (int i = 0; i < parts.size(); i++) {
            if (choice.samePart(parts.get(i), reading)) {
                contradicted += reading.contradicts(parts.get(i)) ? 1 : 0;
                parts.set(i, reading);
                return;
            }
        }
        parts.add(reading);
    }

    /** How many stood against others, and nothing told which is right; or could not be added to them. */
    int contradicted() {
        return contradicted;
    }

    /** What counts. */
    SpooledReading reading() {
        SpooledReading sum = parts.getFirst();
        for (SpooledReading part : parts.subList(1, parts.size())) {
            sum = sum(sum, part);
        }
        return sum;
    }

    /** As old as the newer, as good as the worse. */
    private SpooledReading sum(SpooledReading one, SpooledReading other) {
        int power = Math.min(one.reading().powerOfTen(), other.reading().powerOfTen());
        BigInteger energy = one.reading().wattHours().add(other.reading().wattHours()).scaleByPowerOfTen(-power)
                .toBigIntegerExact();
        if (energy.bitLength() >= Long.SIZE) {
            contradicted++;
            return one;
        }
        var reading = new Reading(one.reading().start(), one.reading().seconds(), energy.longValue(), power,
                Quality.worse(one.reading().quality(), other.reading().quality()),
                Math.max(one.reading().updated(), other.reading().updated()));
        return new SpooledReading(one.meter(), one.direction(), one.series(), one.ordinal(), reading);
    }
}
