// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi.rules;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * An amount of energy, exactly: {@code value * 10^powerOfTen} Wh.
 */
public record Energy(long value, int powerOfTen) {
    private static final int MOST_DIGITS = 18;
    private static final int LARGEST_SCALE = 30;

    /**
     * @param amount as the document has it, never rounded
     * @param unit {@code kwh} or {@code wh}, in whatever case; null: kWh
     * @return empty if it is no energy or cannot be kept exactly
     */
    public static Optional<Energy> of(BigDecimal amount, @Nullable String unit) {
        int power = switch (unit == null ? "kwh" : unit.toLowerCase(Locale.ROOT)) {
            case "kwh" -> 3;
            case "wh" -> 0;
            default -> Integer.MIN_VALUE;
        };
        if (power == Integer.MIN_VALUE || Math.abs((long) amount.scale()) > LARGEST_SCALE) {
            return Optional.empty();
        }
        return exactly(amount, power);
    }

    /** Empty if it cannot be kept exactly. */
    static Optional<Energy> ofWattHours(BigDecimal wattHours) {
        return exactly(wattHours, 0);
    }

    private static Optional<Energy> exactly(BigDecimal amount, int power) {
        BigDecimal shortest = amount.stripTrailingZeros();
        return shortest.precision() > MOST_DIGITS
                ? Optional.empty()
                : Optional.of(new Energy(shortest.unscaledValue().longValueExact(), power - shortest.scale()));
    }

    BigDecimal wattHours() {
        return BigDecimal.valueOf(value, -powerOfTen);
    }
}
