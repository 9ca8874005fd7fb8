// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.math.BigDecimal;

/** A sum without rounding. Most values have the same power of ten and are far from the limits of a long. */
final class ExactSum {
    private static final long MOST = Long.MAX_VALUE / 4;

    private BigDecimal sum = BigDecimal.ZERO;
    private long part;
    private int partPower;

    void add(long value, int powerOfTen) {
        boolean small = Math.abs(value) < MOST && value != Long.MIN_VALUE;
        if (!small || powerOfTen != partPower || Math.abs(part) >= MOST) {
            sum = total();
            part = 0;
            partPower = powerOfTen;
        }
        if (small) {
            part += value;
        } else {
            sum = sum.add(BigDecimal.valueOf(value, -powerOfTen));
        }
    }

    BigDecimal total() {
        return sum.add(BigDecimal.valueOf(part, -partPower));
    }
}
