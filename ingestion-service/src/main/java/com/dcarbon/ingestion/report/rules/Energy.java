// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report.rules;

import java.math.BigDecimal;

/** Exact amounts: Wh and MWh are decimals, never rounded. */
public final class Energy {
    /** A certificate's worth, in Wh. */
    public static final BigDecimal WH_PER_MWH = BigDecimal.valueOf(1_000_000);
    private static final int MEGA = 6;

    private Energy() {}

    /** The same amount, without zeros at its end and without an exponent before the point. */
    public static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Wh in MWh. */
    public static BigDecimal mwh(BigDecimal wh) {
        return plain(wh.movePointLeft(MEGA));
    }

    /** How many whole MWh are in it; none in what is below zero. */
    public static long wholeMwh(BigDecimal wh) {
        return wh.signum() <= 0 ? 0 : wh.divideToIntegralValue(WH_PER_MWH).longValueExact();
    }
}
