// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report.rules;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;

import com.dcarbon.ingestion.interval.rules.Reading;

/**
 * A month in a meter's time zone.
 *
 * @param start epoch second at which it begins
 * @param end epoch second at which the next one begins
 */
public record LocalMonth(YearMonth month, long start, long end) {

    public static LocalMonth of(YearMonth month, ZoneId zone) {
        return new LocalMonth(month, startOf(month, zone), startOf(month.plusMonths(1), zone));
    }

    private static long startOf(YearMonth month, ZoneId zone) {
        return month.atDay(1).atStartOfDay(zone).toEpochSecond();
    }

    /** Its length, an hour more or less where clocks change. */
    public long seconds() {
        return end - start;
    }

    public Instant endsAt() {
        return Instant.ofEpochSecond(end);
    }

    boolean holdsStartOf(Reading reading) {
        return reading.start() >= start && reading.start() < end;
    }
}
