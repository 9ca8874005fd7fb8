// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report.rules;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/**
 * What is told of one unit for one month; all amounts in Wh, exact.
 * {@code carryIn + generated + adjusted = wholeMwh * 1,000,000 + carryOut}, always.
 *
 * @param generated in the month itself
 * @param adjustments what has changed of months that were told before
 * @param carryIn the fraction from before; below zero if more was certified than there was
 * @param wholeMwh how many certificates this month brings, never below zero
 * @param carryOut the fraction that is left: below 1 MWh, and below zero while a debt remains
 * @param carriedBy who keeps the fraction
 * @param unreportedIn what the registry was not told before
 * @param reported what the registry is told with this report, never below zero
 * @param unreportedOut what it is still not told
 */
public record LedgerLine(UUID meter, BigDecimal generated, List<Adjustment> adjustments, BigDecimal carryIn,
        long wholeMwh, BigDecimal carryOut, Carry carriedBy, BigDecimal unreportedIn, BigDecimal reported,
        BigDecimal unreportedOut) {

    /**
     * The correction of one month that was told before.
     *
     * @param told what was told of it until now, earlier adjustments included
     * @param now what its readings come to now
     */
    public record Adjustment(YearMonth month, BigDecimal told, BigDecimal now) {

        public BigDecimal change() {
            return Energy.plain(now.subtract(told));
        }
    }

    static LedgerLine of(UUID meter, BigDecimal generated, List<Adjustment> adjustments, Balance before) {
        BigDecimal news = adjustments.stream().map(Adjustment::change).reduce(generated, BigDecimal::add);
        BigDecimal total = before.carry().add(news);
        long whole = Energy.wholeMwh(total);
        BigDecimal certified = BigDecimal.valueOf(whole).multiply(Energy.WH_PER_MWH);
        BigDecimal open = before.unreported().add(news);
        BigDecimal reported = before.carriedBy() == Carry.PLATFORM ? certified : open.max(BigDecimal.ZERO);
        return new LedgerLine(meter, Energy.plain(generated), List.copyOf(adjustments), Energy.plain(before.carry()),
                whole, Energy.plain(total.subtract(certified)), before.carriedBy(), Energy.plain(before.unreported()),
                Energy.plain(reported), Energy.plain(open.subtract(reported)));
    }

    /** The sum of what has changed of earlier months. */
    public BigDecimal adjusted() {
        return Energy.plain(adjustments.stream().map(Adjustment::change).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    Balance balance() {
        return new Balance(carryOut, unreportedOut, carriedBy);
    }
}
