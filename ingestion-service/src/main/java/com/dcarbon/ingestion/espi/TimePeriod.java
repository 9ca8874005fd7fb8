// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.io.IOException;
import java.util.Objects;

/**
 * When something begins and how long it lasts.
 *
 * @param start epoch second, or {@link #NO_START}
 * @param seconds 0 if not told
 */
record TimePeriod(long start, int seconds) {
    static final long NO_START = Long.MIN_VALUE;
    /** Far from plausible. */
    private static final long UNREADABLE = 0;
    static final TimePeriod UNKNOWN = new TimePeriod(NO_START, 0);

    /** More than a year: the longest period that a bill has. */
    static final int LONGEST = 400 * 86_400;

    private static final long MILLISECONDS_FROM = 100_000_000_000L;
    private static final int THOUSAND = 1_000;
    private static final int MINUTE_IN_MILLISECONDS = 60_000;
    private static final long EARLIEST = 631_152_000L; // 1990
    private static final long LATEST = 4_102_444_800L; // 2100

    /** @param expected the length that the reading type tells, or 0 */
    static TimePeriod read(XmlCursor cursor, int expected) throws IOException, MalformedFeedException {
        int depth = cursor.depth();
        long start = NO_START;
        long length = 0;
        while (cursor.nextChild(depth)) {
            switch (cursor.local()) {
                case "start" -> start = start(cursor.text());
                case "duration" -> length = Objects.requireNonNullElse(Lenient.seconds(cursor.text()), 0L);
                default -> {
                    // a time zone, in some: the start is UTC all the same
                }
            }
        }
        return of(start, length, expected);
    }

    /** One that is told but not understood is no reason to guess. */
    private static long start(String text) {
        return text.isEmpty() ? NO_START : Objects.requireNonNullElse(Lenient.moment(text), UNREADABLE);
    }

    /** Some utilities write milliseconds. */
    static TimePeriod of(long start, long length, int expected) {
        if (start <= MILLISECONDS_FROM) {
            return new TimePeriod(start, plausible(length));
        }
        boolean lengthToo = length > 0 && length % MINUTE_IN_MILLISECONDS == 0 && length != expected;
        return new TimePeriod(start / THOUSAND, plausible(lengthToo ? length / THOUSAND : length));
    }

    private static int plausible(long length) {
        return length > 0 && length <= LONGEST ? (int) length : 0;
    }

    static boolean isPlausible(long start) {
        return start >= EARLIEST && start < LATEST;
    }
}
