// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report.rules;

import java.math.BigDecimal;

/**
 * How a unit stands after the latest report, in Wh.
 *
 * @param carry what is left over for the next certificate, below zero for a debt
 * @param unreported what the registry was not told, below zero where it was told too much
 * @param carriedBy who keeps the fraction; stays what it was in the unit's first report
 */
public record Balance(BigDecimal carry, BigDecimal unreported, Carry carriedBy) {

    static Balance none(Carry carriedBy) {
        return new Balance(BigDecimal.ZERO, BigDecimal.ZERO, carriedBy);
    }
}
