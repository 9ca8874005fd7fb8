// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain.rules;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Days in UTC.
 *
 * @param first inclusive
 * @param last inclusive
 */
public record DayRange(LocalDate first, LocalDate last) {
    private static final LocalDate YEAR_1 = LocalDate.of(1, 1, 1);
    private static final LocalDate END_OF_9999 = LocalDate.of(9999, 12, 31);
    public static final DayRange ALL = new DayRange(YEAR_1, END_OF_9999);

    /** The day in which a range begins: a date or an RFC 3339 time; none if it is neither. */
    public static Optional<LocalDate> first(@Nullable String from) {
        return isBlank(from) ? Optional.of(YEAR_1) : time(String.valueOf(from)).map(DayRange::day);
    }

    /** The last day of a range that ends before that date or time; none if it is neither. */
    public static Optional<LocalDate> last(@Nullable String to) {
        return isBlank(to) ? Optional.of(END_OF_9999) : time(String.valueOf(to)).map(time -> day(time.minusNanos(1)));
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static Optional<Instant> time(String text) {
        try {
            Instant time = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
            LocalDate day = day(time);
            return day.isBefore(YEAR_1) || day.isAfter(END_OF_9999) ? Optional.empty() : Optional.of(time);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
