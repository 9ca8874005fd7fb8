// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.story;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Days as bars for a terminal: one line per week, delivered beside received, all to one scale. */
final class BarChart {
    private static final int WIDTH = 24;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";
    private static final BigDecimal WH_PER_KWH = BigDecimal.valueOf(1000);

    private BarChart() {}

    /** The lines of the chart; empty if there are no days. */
    static List<String> weekly(Collection<Readings.Day> days) {
        Map<LocalDate, BigDecimal> delivered = perWeek(days, "delivered");
        Map<LocalDate, BigDecimal> received = perWeek(days, "received");
        Map<LocalDate, BigDecimal> all = new TreeMap<>(delivered);
        received.forEach((week, energy) -> all.merge(week, energy, BigDecimal::max));
        BigDecimal longest = all.values().stream().reduce(BigDecimal.ZERO, BigDecimal::max);
        List<String> lines = new ArrayList<>();
        if (!all.isEmpty()) {
            lines.add("week of     delivered kWh%sreceived kWh".formatted(" ".repeat(WIDTH - 2)));
        }
        for (LocalDate week : all.keySet()) {
            BigDecimal in = delivered.getOrDefault(week, BigDecimal.ZERO);
            BigDecimal out = received.getOrDefault(week, BigDecimal.ZERO);
            lines.add("%s %8s %s %8s %s".formatted(week, kilowattHours(in), padded(bar(in, longest)),
                    kilowattHours(out), bar(out, longest)));
        }
        return lines;
    }

    private static Map<LocalDate, BigDecimal> perWeek(Collection<Readings.Day> days, String direction) {
        Map<LocalDate, BigDecimal> weeks = new TreeMap<>();
        for (Readings.Day day : days) {
            if (day.direction().equals(direction)) {
                LocalDate monday = day.day().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                weeks.merge(monday, day.wattHours(), BigDecimal::add);
            }
        }
        return weeks;
    }

    /** A bar whose length, to an eighth of a character, is to the width as the value is to the longest. */
    static String bar(BigDecimal value, BigDecimal longest) {
        if (longest.signum() <= 0 || value.signum() <= 0) {
            return "";
        }
        int eighths = value.multiply(BigDecimal.valueOf(WIDTH * 8L))
                .divide(longest, 0, RoundingMode.HALF_UP)
                .intValueExact();
        String rest = eighths % 8 == 0 ? "" : String.valueOf(EIGHTHS.charAt(eighths % 8));
        return "█".repeat(eighths / 8) + rest;
    }

    private static String padded(String bar) {
        return bar + " ".repeat(WIDTH - bar.length());
    }

    private static String kilowattHours(BigDecimal wattHours) {
        return wattHours.divide(WH_PER_KWH, 1, RoundingMode.HALF_UP).toPlainString();
    }
}
