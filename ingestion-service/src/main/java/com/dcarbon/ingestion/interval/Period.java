// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

import org.jspecify.annotations.Nullable;

import com.dcarbon.platform.problem.ProblemException;

/** The period of a question about intervals: dates in the meter's time zone or moments, by default the last 7 days. */
record Period(Instant start, Instant end) {
    private static final int DEFAULT_DAYS = 7;
    private static final int DATE_LENGTH = 10;
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    static Period of(@Nullable String start, @Nullable String end, ZoneId zone, Instant now) {
        Instant last = end == null ? now : parse("end", end, zone);
        Instant first = start == null ? daysBefore(last, zone) : parse("start", start, zone);
        if (!first.isBefore(last)) {
            throw ProblemException.invalidField("start", "must be before end");
        }
        return new Period(first, last);
    }

    private static Instant daysBefore(Instant end, ZoneId zone) {
        return end.minus(Duration.ofDays(DEFAULT_DAYS)).atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }

    private static Instant parse(String field, String text, ZoneId zone) {
        try {
            // A plus sign that was not encoded arrives as a blank.
            String moment = text.replace(' ', '+');
            Instant parsed = moment.length() == DATE_LENGTH
                    ? LocalDate.parse(moment).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(moment).toInstant();
            if (parsed.isAfter(EARLIEST) && parsed.isBefore(LATEST)) {
                return parsed;
            }
        } catch (DateTimeParseException _) {
            // told below
        }
        throw ProblemException.invalidField(field,
                "must be a date (2026-11-20) or an RFC 3339 time (2026-11-20T08:15:00Z) between 1970 and 2200");
    }
}
