// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import java.math.BigDecimal;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * Who built the system and what it is.
 *
 * @param systemSizeKwDc of the panels, in kW
 * @param systemSizeKwAc after the inverter, in kW
 * @param commercialOperationDate the day from which on it produces
 */
public record Installer(@Nullable String name, @Nullable BigDecimal systemSizeKwDc, @Nullable BigDecimal systemSizeKwAc,
        @Nullable LocalDate commercialOperationDate) {
    static final Installer UNKNOWN = new Installer(null, null, null, null);

    boolean isUnknown() {
        return equals(UNKNOWN);
    }
}
