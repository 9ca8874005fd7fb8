// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.math.BigDecimal;

/**
 * The energy of one interval: {@code value * 10^powerOfTen} Wh, exactly.
 *
 * @param start epoch second of its beginning, inclusive
 * @param seconds its length
 * @param quality the ESPI code, or {@link Quality#UNKNOWN}
 * @param updated epoch second at which the utility last changed it, 0 if not told
 */
public record Reading(long start, int seconds, long value, int powerOfTen, int quality, long updated) {

    /** The first second after it. */
    public long end() {
        return start + seconds;
    }

    /** The energy in Wh. */
    public BigDecimal wattHours() {
        return BigDecimal.valueOf(value).scaleByPowerOfTen(powerOfTen);
    }

    /** The same without a word of when the utility last changed it. */
    public Reading undated() {
        return new Reading(start, seconds, value, powerOfTen, quality, 0);
    }

    boolean sameContent(Reading other) {
        return quality == other.quality && sameEnergy(other);
    }

    /** Whether the energies are equal, however they are written. */
    public boolean sameEnergy(Reading other) {
        return powerOfTen == other.powerOfTen
                ? value == other.value
                : wattHours().compareTo(other.wattHours()) == 0;
    }

    boolean overlaps(Reading other) {
        return start < other.end() && other.start < end();
    }
}
