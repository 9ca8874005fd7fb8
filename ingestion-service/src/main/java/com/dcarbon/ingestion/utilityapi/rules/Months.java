// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Periods counted in months, as UtilityAPI counts them. */
public final class Months {
    private static final int LONGEST_COLLECTION = 36;
    private static final Duration SHORTEST_WINDOW = Duration.ofDays(2);

    private Months() {}

    /** How many months back from its end a period begins, 1 to 36; a few days more are not paid for. */
    public static int reachingBack(Span period, ZoneId zone) {
        ZonedDateTime end = period.end().atZone(zone);
        Instant start = period.start().plus(CollectionRule.LATE_BEGINNING);
        int months = 1;
        while (months < LONGEST_COLLECTION && end.minusMonths(months).toInstant().isAfter(start)) {
            months++;
        }
        return months;
    }

    /** The period in calendar months, the earliest first; always the same for the same period. */
    public static Deque<Span> windows(Span period, ZoneId zone) {
        Deque<Span> windows = new ArrayDeque<>();
        for (Instant start = period.start(); start.isBefore(period.end());) {
            Instant next = start.atZone(zone)
                    .toLocalDate()
                    .withDayOfMonth(1)
                    .plusMonths(1)
                    .atStartOfDay(zone)
                    .toInstant();
            Instant end = next.isBefore(period.end()) ? next : period.end();
            windows.addLast(new Span(start, end));
            start = end;
        }
        return windows;
    }

    /** Two halves at a whole hour, the earlier first; none if it is too short for that. */
    public static List<Span> halves(Span window) {
        var length = Duration.between(window.start(), window.end());
        if (length.compareTo(SHORTEST_WINDOW) < 0) {
            return List.of();
        }
        Instant middle = window.start().plus(Duration.ofHours(length.toHours() / 2));
        List<Span> halves = new ArrayList<>();
        halves.add(new Span(window.start(), middle));
        halves.add(new Span(middle, window.end()));
        return halves;
    }
}
