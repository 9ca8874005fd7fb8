// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.math.BigDecimal;
import java.util.Set;

import com.dcarbon.ingestion.interval.rules.Direction;

/** One series of energy readings as it comes along: what it is, and what can be told of it only at its end. */
public final class EnergySeries {
    private static final int FALLS_OF_A_REGISTER_PERCENT = 5;
    private static final int FAR_ABOVE = 10;
    /** A balance goes below zero by at least this part of what it goes above; less is a device's own use, or a slip. */
    private static final BigDecimal PARTS_OF_A_BALANCE = BigDecimal.valueOf(20);

    /** accumulationBehaviour: bulk quantity, continuous cumulative, cumulative, indicating, summation, instantaneous. */
    private static final Set<Integer> REGISTERS = Set.of(1, 2, 3, 6, 9, 12);
    /** dataQualifier: none, normal, sum. */
    static final Set<Integer> TOTALS = Set.of(0, 12, 26);
    /** dataQualifier: average, excess, high threshold, low threshold, nominal. */
    private static final Set<Integer> OTHER_THAN_TOTALS = Set.of(2, 4, 5, 7, 11);
    /** C, CN, B, BN, A, AN. */
    private static final Set<Integer> SINGLE_PHASES = Set.of(32, 33, 64, 65, 128, 129);

    private final int index;
    private final int point;
    private final Direction direction;
    private final ReadingType type;
    private long readings;
    private long rises;
    private long falls;
    private long negatives;
    private double risen;
    private double fallen;
    private double valuesInAll;
    private boolean anyNonZero;
    private long lastStart;
    private long lastValue;
    private final ExactSum sum = new ExactSum();
    private final ExactSum belowZero = new ExactSum();

    EnergySeries(int index, int point, Direction direction, ReadingType type) {
        this.index = index;
        this.point = point;
        this.direction = direction;
        this.type = type;
    }

    void add(long start, long value, int powerOfTen) {
        if (readings > 0 && value != lastValue && start != lastStart) {
            if (value > lastValue == start > lastStart) {
                rises++;
                risen += Math.abs((double) value - lastValue);
            } else {
                falls++;
                fallen += Math.abs((double) value - lastValue);
            }
        }
        readings++;
        valuesInAll += value;
        lastStart = start;
        lastValue = value;
        anyNonZero |= value != 0;
        sum.add(value, powerOfTen);
        if (value < 0) {
            negatives++;
            belowZero.add(value, powerOfTen);
        }
    }

    /**
     * Whether its values are readings of a register, which only their differences make energy. The label alone does not
     * tell, because some utilities put it on plain interval values: a register also never falls.
     */
    public boolean isRegister() {
        boolean hardlyFalls = falls * 100 <= (rises + falls) * FALLS_OF_A_REGISTER_PERCENT;
        return isLabelledRegister() && anyNonZero && (hardlyFalls || isFarAboveItsRises());
    }

    /**
     * As where a register began anew, or its meter was exchanged: its values, and what it falls by, are far larger than what
     * it grows by.
     */
    private boolean isFarAboveItsRises() {
        return rises > 0 && Math.min(valuesInAll / readings, fallen / falls) > FAR_ABOVE * (risen / rises);
    }

    /**
     * Whether it may be a register of the balance of both ways, which falls as well as it rises: it says so, and its values
     * are far larger than their differences.
     */
    public boolean mayBeNetRegister() {
        boolean moves = rises > 0 && falls > 0;
        return isLabelledRegister() && direction == Direction.NET && moves
                && Math.abs(valuesInAll) / readings > FAR_ABOVE * ((risen + fallen) / (rises + falls));
    }

    /** Whether its reading type says that its values are readings of a register. */
    public boolean isLabelledRegister() {
        Integer accumulation = type.attributes().accumulation();
        return accumulation != null && REGISTERS.contains(accumulation);
    }

    /** Of which single phase of several it is, as ESPI numbers them; 0 if of all of them, or if that is not told. */
    public int singlePhase() {
        Integer phase = type.attributes().phase();
        return phase != null && SINGLE_PHASES.contains(phase) ? phase : 0;
    }

    /** Whether it says that its values are totals, or says nothing of that. */
    public boolean isTotal() {
        Integer qualifier = type.attributes().dataQualifier();
        return qualifier == null || TOTALS.contains(qualifier);
    }

    /** Whether it says that its values are something else than totals: averages, excesses, thresholds, nominal values. */
    public boolean isOtherThanTotal() {
        Integer qualifier = type.attributes().dataQualifier();
        return qualifier != null && OTHER_THAN_TOTALS.contains(qualifier);
    }

    /** Which part of the energy it counts. */
    public Bucket bucket() {
        return type.attributes().bucket();
    }

    /** Its number within the import. */
    public int index() {
        return index;
    }

    /** The number of its usage point. */
    public int point() {
        return point;
    }

    /** The direction that its reading type tells; forward where it tells none. */
    public Direction direction() {
        return direction;
    }

    /** Whether a value was below zero, which only a net series should have. */
    public boolean isNegative() {
        return negatives > 0;
    }

    /** Whether it was below zero more than once, and by enough to be the balance of both ways. */
    public boolean isBalance() {
        BigDecimal below = belowZero.total();
        return negatives > 1 && below.negate().multiply(PARTS_OF_A_BALANCE).compareTo(total().subtract(below)) >= 0;
    }

    /** How many readings it had, repeated ones included. */
    public long readings() {
        return readings;
    }

    /** The sum of all of them in Wh, for the log and for tests. */
    public BigDecimal total() {
        return sum.total();
    }

    ReadingType type() {
        return type;
    }
}
