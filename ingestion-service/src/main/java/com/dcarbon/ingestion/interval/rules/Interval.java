// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.math.BigDecimal;
import java.util.Comparator;

/**
 * The energy of one interval as it is shown, or the sum of those that begin in one period.
 *
 * @param start epoch second of its beginning, inclusive
 * @param end epoch second of its end, exclusive
 * @param wh exactly; may have trailing zeros or a negative scale
 * @param quality the worst ESPI code in it, or {@link Quality#UNKNOWN}
 * @param estimated whether any part of it is an estimate
 */
public record Interval(long start, long end, Direction direction, BigDecimal wh, int quality, boolean estimated) {
    /** By start, then direction. */
    public static final Comparator<Interval> ORDER = Comparator.comparingLong(Interval::start)
            .thenComparing(Interval::direction, Direction.ORDER);
}
