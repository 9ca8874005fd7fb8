// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** A block in the making: takes readings as long as they fit into its row. */
final class Run {
    private static final int LONGEST_GAP = 96;
    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final long start;
    private final int seconds;
    private final long dayEnd;
    private final List<Reading> all;
    private final int from;
    private int to;
    private long end;
    private int powerOfTen;
    private long largest;

    /**
     * @param from the place of its first one among them all
     * @param dayEnd the end of the local day in which it begins: readings from then on belong to another block
     */
    Run(List<Reading> all, int from, Reading first, long dayEnd) {
        this.all = all;
        this.from = from;
        this.to = from;
        this.start = first.start();
        this.seconds = first.seconds();
        this.dayEnd = dayEnd;
        this.powerOfTen = first.powerOfTen();
        add(first);
    }

    long dayEnd() {
        return dayEnd;
    }

    List<Reading> readings() {
        return all.subList(from, to);
    }

    /** @param next the one after those that it has */
    boolean takes(Reading next) {
        boolean inPlace = next.start() < dayEnd && next.seconds() == seconds && (next.start() - start) % seconds == 0
                && (next.start() - end) / seconds <= LONGEST_GAP;
        if (!inPlace || !fits(next)) {
            return false;
        }
        add(next);
        return true;
    }

    /** Whether all values can be written exactly with one power of ten. */
    private boolean fits(Reading next) {
        int power = Math.min(powerOfTen, next.powerOfTen());
        return largest <= limit(powerOfTen - power) && Math.abs(next.value()) <= limit(next.powerOfTen() - power)
                && next.value() != Long.MIN_VALUE;
    }

    private static long limit(int digits) {
        return digits == 0 ? NO_LIMIT : digits > 18 ? 0 : Long.MAX_VALUE / power(digits);
    }

    private static long power(int digits) {
        long power = 1;
        for (int i = 0; i < Math.min(digits, 18); i++) {
            power *= 10;
        }
        return power;
    }

    private void add(Reading reading) {
        int power = Math.min(powerOfTen, reading.powerOfTen());
        largest = Math.max(largest * power(powerOfTen - power),
                Math.abs(reading.value()) * power(reading.powerOfTen() - power));
        powerOfTen = power;
        end = reading.end();
        to++;
    }

    IntervalBlock block() {
        int intervals = (int) ((end - start) / seconds);
        List<@Nullable Long> values = new ArrayList<>(intervals);
        List<@Nullable Short> qualities = new ArrayList<>(intervals);
        long updated = 0;
        for (Reading reading : readings()) {
            while (start + (long) values.size() * seconds < reading.start()) {
                values.add(null);
                qualities.add(null);
            }
            values.add(reading.value() * power(reading.powerOfTen() - powerOfTen));
            qualities.add(reading.quality() == Quality.UNKNOWN ? null : Short.valueOf((short) reading.quality()));
            updated = Math.max(updated, reading.updated());
        }
        return new IntervalBlock(start, seconds, powerOfTen, values, qualities, updated);
    }
}
