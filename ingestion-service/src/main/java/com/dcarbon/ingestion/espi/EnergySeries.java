// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.math.BigDecimal;

import com.dcarbon.ingestion.interval.rules.Direction;

/** One series of energy readings as it comes along: what it is, and what can be told of it only at its end. */
public final class EnergySeries {
    private static final long MOST = Long.MAX_VALUE / 4;
    private static final int FALLS_OF_A_REGISTER_PERCENT = 5;

    private final int index;
    private final int point;
    private final Direction direction;
    private final ReadingType type;
    private long readings;
    private long rises;
    private long falls;
    private boolean negative;
    private boolean anyNonZero;
    private long lastStart;
    private long lastValue;
    private BigDecimal sum = BigDecimal.ZERO;
    private long part;
    private int partPower;

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
            } else {
                falls++;
            }
        }
        readings++;
        lastStart = start;
        lastValue = value;
        negative |= value < 0;
        anyNonZero |= value != 0;
        sum(value, powerOfTen);
    }

    /** Most values have the same power of ten and are far from the limits of a long. */
    private void sum(long value, int powerOfTen) {
        boolean fits = powerOfTen == partPower && Math.abs(part) < MOST && Math.abs(value) < MOST
                && value != Long.MIN_VALUE;
        if (!fits) {
            sum = total();
            part = 0;
            partPower = powerOfTen;
            if (Math.abs(value) >= MOST || value == Long.MIN_VALUE) {
                sum = sum.add(BigDecimal.valueOf(value, -powerOfTen));
                return;
            }
        }
        part += value;
    }

    /**
     * Whether its values are readings of a register, which only their differences make energy. The label alone does not
     * tell, because some utilities put it on plain interval values: a register also never falls.
     */
    public boolean isRegister() {
        return labelledRegister() && anyNonZero
                && falls * 100 <= (rises + falls) * FALLS_OF_A_REGISTER_PERCENT;
    }

    private boolean labelledRegister() {
        Integer accumulation = type.attributes().accumulation();
        return accumulation != null
                && (accumulation == 1 || accumulation == 2 || accumulation == 3 || accumulation == 9);
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
        return negative;
    }

    /** How many readings it had, repeated ones included. */
    public long readings() {
        return readings;
    }

    /** The sum of all of them in Wh, for the log and for tests. */
    public BigDecimal total() {
        return sum.add(BigDecimal.valueOf(part, -partPower));
    }

    ReadingType type() {
        return type;
    }
}
