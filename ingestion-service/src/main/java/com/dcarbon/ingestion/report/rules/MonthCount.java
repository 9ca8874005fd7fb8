// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report.rules;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.interval.rules.Direction;

/**
 * What the readings of one meter in one month come to.
 *
 * @param series which one counts, or null if none does
 * @param wh of what counts, exact
 * @param counted how many readings count
 * @param stored how many there are
 * @param expected how many there would be if none were missing; 0 where nothing is stored, since then nobody knows how
 *     long they would be
 * @param coveredSeconds how much of the month the stored ones cover
 * @param monthSeconds how long it is
 * @param estimated how many of the stored ones are estimates
 * @param leftOut the others, by reason
 * @param sha256 of all stored readings and what became of each
 */
public record MonthCount(@Nullable Direction series, BigDecimal wh, int counted, int stored, int expected,
        long coveredSeconds, long monthSeconds,
        int estimated, Map<LeftOut, Left> leftOut, String sha256) {
    private static final MathContext FOUR_DIGITS_DOWN = new MathContext(4, RoundingMode.DOWN);
    private static final int DIGITS = 4;

    /** Readings that do not count for one reason, and their energy. */
    public record Left(int intervals, BigDecimal wh) {

        Left and(BigDecimal more) {
            return new Left(intervals + 1, wh.add(more));
        }
    }

    /** The share of the month for which there are readings, 0 to 1; 1 only where none is missing. */
    public BigDecimal completeness() {
        return share(coveredSeconds, monthSeconds);
    }

    /** The share of estimates among the readings, 0 to 1. */
    public BigDecimal estimatedShare() {
        return stored == 0 ? BigDecimal.ZERO : share(estimated, stored);
    }

    private static BigDecimal share(long part, long whole) {
        BigDecimal share = BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), FOUR_DIGITS_DOWN);
        return Energy.plain(share.setScale(DIGITS, RoundingMode.DOWN));
    }
}
