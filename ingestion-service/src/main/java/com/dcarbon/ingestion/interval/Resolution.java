// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import com.dcarbon.ingestion.interval.rules.RollUp;
import com.dcarbon.platform.problem.ProblemException;
import com.fasterxml.jackson.annotation.JsonValue;

/** How intervals are shown: one by one, or summed over periods of the meter's local time. */
public enum Resolution {
    RAW,
    /** Aligned with the local clock, so that the hour that a clock change repeats is two. */
    HOUR,
    DAY,
    MONTH;

    private static final long SECONDS_OF_HOUR = 3_600;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws ProblemException {@code invalid_request} if there is none of that name */
    public static Resolution of(String wire) {
        return Arrays.stream(values())
                .filter(resolution -> resolution.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalidField("resolution", "must be raw, hour, day or month"));
    }

    /** Sums over the periods of this resolution in that zone; nothing for {@link #RAW}, which sums nothing. */
    public Optional<RollUp> rollUp(ZoneId zone) {
        return this == RAW
                ? Optional.empty()
                : Optional.of(new RollUp(second -> start(second, zone), start -> end(start, zone)));
    }

    /** Where the period begins that the epoch second lies in. */
    long start(long second, ZoneId zone) {
        return switch (this) {
            case RAW -> second;
            case HOUR -> second - Math.floorMod(second + offset(second, zone), SECONDS_OF_HOUR);
            case DAY -> midnight(date(second, zone), zone);
            case MONTH -> midnight(date(second, zone).withDayOfMonth(1), zone);
        };
    }

    private long end(long start, ZoneId zone) {
        return switch (this) {
            case RAW -> start;
            case HOUR -> start + SECONDS_OF_HOUR;
            case DAY -> midnight(date(start, zone).plusDays(1), zone);
            case MONTH -> midnight(date(start, zone).withDayOfMonth(1).plusMonths(1), zone);
        };
    }

    private static int offset(long second, ZoneId zone) {
        return zone.getRules().getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
    }

    private static LocalDate date(long second, ZoneId zone) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(second), zone);
    }

    private static long midnight(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toEpochSecond();
    }
}
