// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.export;

import java.math.BigDecimal;

/** Numbers as cells have them. */
final class Numbers {

    private Numbers() {}

    /** Without exponent and without zeros that say nothing. */
    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
