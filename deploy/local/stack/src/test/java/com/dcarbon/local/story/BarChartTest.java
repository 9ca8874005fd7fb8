// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;

class BarChartTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);

    @Test
    void sumsWeeksInEachDirection() {
        List<String> lines = BarChart.weekly(List.of(day(0, "delivered", 1500), day(6, "delivered", 500),
                day(7, "delivered", 1000), day(3, "received", 4000), day(3, "net", 9999)));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).startsWith("2026-11-16").contains(" 2.0 ").contains(" 4.0 ");
        assertThat(lines.get(2)).startsWith("2026-11-23").contains(" 1.0 ").contains(" 0.0 ");
    }

    @Test
    void drawsToAnEighthOfACharacter() {
        assertThat(BarChart.bar(BigDecimal.valueOf(24), BigDecimal.valueOf(24))).isEqualTo("█".repeat(24));
        assertThat(BarChart.bar(new BigDecimal("1.5"), BigDecimal.valueOf(24))).isEqualTo("█▌");
        assertThat(BarChart.bar(BigDecimal.ZERO, BigDecimal.valueOf(24))).isEmpty();
        assertThat(BarChart.bar(BigDecimal.ZERO, BigDecimal.ZERO)).isEmpty();
    }

    @Test
    void drawsNothingWithoutDays() {
        assertThat(BarChart.weekly(List.of())).isEmpty();
    }

    private static Readings.Day day(int afterMonday, String direction, long wattHours) {
        return new Readings.Day(MONDAY.plusDays(afterMonday), direction, BigDecimal.valueOf(wattHours));
    }
}
