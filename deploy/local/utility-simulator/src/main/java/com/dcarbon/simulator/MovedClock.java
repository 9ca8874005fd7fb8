// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The clock of a stack whose time was moved, by {@code DCARBON_CLOCK_OFFSET}. */
public final class MovedClock {
    private static final Pattern SHORT = Pattern.compile("([-+]?\\d+)([smhd])");

    private MovedClock() {}

    /**
     * The machine's clock, so far ahead.
     *
     * @param offset as {@code P91D}, {@code PT2184H} or {@code 91d}, as the platform's services read it; null or blank
     *            for the machine's time
     * @throws IllegalArgumentException if it is of no such form
     */
    public static Clock by(@Nullable String offset) {
        Clock machines = Clock.systemUTC();
        return offset == null || offset.isBlank() ? machines : Clock.offset(machines, duration(offset.strip()));
    }

    private static Duration duration(String text) {
        Matcher matcher = SHORT.matcher(text);
        try {
            return Duration.parse(matcher.matches() ? iso(matcher.group(1), matcher.group(2)) : text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("a clock is moved by a duration such as P91D or 91d, not by " + text, e);
        }
    }

    private static String iso(String number, String unit) {
        return (unit.equals("d") ? "P" : "PT") + number + unit.toUpperCase(Locale.ROOT);
    }
}
