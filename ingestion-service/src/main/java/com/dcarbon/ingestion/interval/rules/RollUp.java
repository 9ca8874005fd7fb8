// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/** Sums intervals over periods, each direction for itself; an interval counts where it begins. */
public final class RollUp {
    private final LongUnaryOperator periodStart;
    private final LongUnaryOperator periodEnd;
    private final Map<Direction, Sum> sums = new TreeMap<>(Direction.ORDER);
    private long start;
    private long end = Long.MIN_VALUE;

    /**
     * @param periodStart where the period begins that an epoch second lies in
     * @param periodEnd where the period ends that begins there
     */
    public RollUp(LongUnaryOperator periodStart, LongUnaryOperator periodEnd) {
        this.periodStart = periodStart;
        this.periodEnd = periodEnd;
    }

    /**
     * Takes in the next intervals.
     *
     * @param intervals by start, later than all before
     * @return the sums of the periods that they complete, by start and then direction
     */
    public List<Interval> add(List<Interval> intervals) {
        List<Interval> complete = new ArrayList<>();
        for (Interval interval : intervals) {
            if (interval.start() >= end) {
                complete.addAll(rest());
                start = periodStart.applyAsLong(interval.start());
                end = periodEnd.applyAsLong(start);
            }
            sums.computeIfAbsent(interval.direction(), _ -> new Sum()).add(interval);
        }
        return complete;
    }

    /** The sums of the period that the last interval lies in. */
    public List<Interval> rest() {
        List<Interval> rest = new ArrayList<>(sums.size());
        sums.forEach((direction, sum) -> rest.add(sum.over(start, end, direction)));
        sums.clear();
        return rest;
    }

    private static final class Sum {
        private BigDecimal wh = BigDecimal.ZERO;
        private int quality = Quality.UNKNOWN;
        private int doubt = -1;
        private boolean estimated;
        private long lastEnd = Long.MIN_VALUE;

        void add(Interval interval) {
            wh = wh.add(interval.wh());
            estimated |= interval.estimated();
            lastEnd = Math.max(lastEnd, interval.end());
            if (interval.quality() != quality || doubt < 0) {
                worsen(interval.quality());
            }
        }

        /** Of two that are worth the same the one with the higher code; what the utility did not tell comes last. */
        private void worsen(int other) {
            int otherDoubt = Quality.doubt(other);
            boolean worse = otherDoubt > doubt || (otherDoubt == doubt
                    && Integer.compareUnsigned(other, quality) > 0);
            if (worse) {
                quality = other;
                doubt = otherDoubt;
            }
        }

        Interval over(long start, long end, Direction direction) {
            return new Interval(start, Math.max(end, lastEnd), direction, wh, quality, estimated);
        }
    }
}
