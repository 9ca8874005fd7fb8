// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.dcarbon.platform.problem.ProblemException;

/** Months as callers name them. */
final class ReportMonths {
    private static final Pattern FORM = Pattern.compile("\\d{4}-\\d{2}");
    private static final YearMonth EARLIEST = YearMonth.of(2000, 1);

    private ReportMonths() {}

    /** The month of a text like {@code 2026-10}; empty if it is none. */
    static Optional<YearMonth> of(@Nullable String text) {
        try {
            return text != null && FORM.matcher(text).matches() ? Optional.of(YearMonth.parse(text)) : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Fails with {@code invalid_request} for a month of which there can be no report. */
    static void requirePossible(YearMonth month, Clock clock) {
        if (month.isBefore(EARLIEST) || month.isAfter(YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)))) {
            throw ProblemException.invalidField("month", "must not lie in the future, nor before 2000");
        }
    }
}
