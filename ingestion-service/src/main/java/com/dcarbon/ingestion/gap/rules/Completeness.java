// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.gap.rules;

import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.interval.rules.IntervalBlock;
import com.dcarbon.ingestion.interval.rules.Quality;

/**
 * How many intervals of one meter and direction there should be in a period, and how many there are. An interval belongs
 * to the period in which it begins. How many belong into a hole follows from the length of the intervals around it, so
 * that a change from hours to quarter hours is counted as it was.
 *
 * @param expected how many there should be
 * @param stored how many have a value
 * @param estimated how many of those are guesses of the utility
 */
public record Completeness(long expected, long stored, long estimated) {
    private static final Completeness NOTHING = new Completeness(0, 0, 0);

    /** How many have no value. */
    public long missing() {
        return expected - stored;
    }

    /** Whether something is expected and none of it is missing. */
    public boolean isComplete() {
        return expected > 0 && missing() == 0;
    }

    public Completeness plus(Completeness other) {
        return new Completeness(expected + other.expected, stored + other.stored, estimated + other.estimated);
    }

    /**
     * How many intervals of that length a month of the meter's time zone has: quarter hours of March 2026 in Los Angeles
     * are 2,972, since one of its days has 92.
     */
    public static long intervalsOf(YearMonth month, ZoneId zone, int seconds) {
        return (end(month, zone) - start(month, zone)) / seconds;
    }

    /** Of a month of the meter's time zone; the rest as {@link #of(List, long, long, int)}. */
    public static Completeness ofMonth(List<IntervalBlock> blocks, YearMonth month, ZoneId zone, int usualSeconds) {
        return of(blocks, start(month, zone), end(month, zone), usualSeconds);
    }

    /**
     * Of any period.
     *
     * @param blocks those that touch the period, sorted by start, of one meter and direction
     * @param from epoch second, inclusive
     * @param to epoch second, exclusive
     * @param usualSeconds the length of an interval where the period has none; 0 if nobody knows: then none is expected
     */
    public static Completeness of(List<IntervalBlock> blocks, long from, long to, int usualSeconds) {
        Completeness count = NOTHING;
        long reached = from;
        int before = 0;
        for (IntervalBlock block : blocks) {
            int first = place(block, from);
            int last = place(block, to);
            if (first < last) {
                long begins = block.start() + (long) first * block.seconds();
                count = count.plus(fitting(begins - reached, before, block.seconds())).plus(within(block, first, last));
                reached = Math.max(reached, block.start() + (long) last * block.seconds());
                before = block.seconds();
            }
        }
        return count.plus(fitting(to - reached, before, usualSeconds));
    }

    /** The number of the block's first interval that begins then or later. */
    private static int place(IntervalBlock block, long second) {
        return (int) Math.clamp(Math.ceilDiv(second - block.start(), (long) block.seconds()), 0L,
                block.values().size());
    }

    private static Completeness within(IntervalBlock block, int first, int last) {
        long stored = 0;
        long estimated = 0;
        for (int i = first; i < last; i++) {
            if (block.values().get(i) != null) {
                stored++;
                estimated += isEstimated(block.qualities().get(i)) ? 1 : 0;
            }
        }
        return new Completeness(last - first, stored, estimated);
    }

    private static boolean isEstimated(@Nullable Short quality) {
        return quality != null && Quality.isEstimated(quality);
    }

    /** What fits into a hole is missing there: as long ones as before it, or else as after it. */
    private static Completeness fitting(long hole, int before, int after) {
        if (hole <= 0) {
            return NOTHING;
        }
        long missing = before > 0 && hole >= before ? hole / before : after > 0 ? hole / after : 0;
        return new Completeness(missing, 0, 0);
    }

    private static long start(YearMonth month, ZoneId zone) {
        return month.atDay(1).atStartOfDay(zone).toEpochSecond();
    }

    private static long end(YearMonth month, ZoneId zone) {
        return start(month.plusMonths(1), zone);
    }
}
