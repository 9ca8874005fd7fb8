// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.gap.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import com.dcarbon.ingestion.interval.rules.IntervalBlock;

class CompletenessTest {
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final YearMonth MARCH = YearMonth.of(2026, 3);
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    private static long at(LocalDate day) {
        return day.atStartOfDay(PACIFIC).toEpochSecond();
    }

    private static IntervalBlock day(LocalDate day, int seconds) {
        int places = (int) ((at(day.plusDays(1)) - at(day)) / seconds);
        return block(at(day), seconds, Collections.nCopies(places, 1L), Collections.nCopies(places, (short) 17));
    }

    private static IntervalBlock block(long start, int seconds, List<@Nullable Long> values,
            List<@Nullable Short> qualities) {
        return new IntervalBlock(start, seconds, 0, values, qualities, 0);
    }

    private static List<IntervalBlock> days(YearMonth month, int seconds) {
        List<IntervalBlock> days = new ArrayList<>();
        for (int i = 1; i <= month.lengthOfMonth(); i++) {
            days.add(day(month.atDay(i), seconds));
        }
        return days;
    }

    private static Completeness march(List<IntervalBlock> blocks) {
        return Completeness.ofMonth(blocks, MARCH, PACIFIC, 900);
    }

    @Test
    void monthsInWhichTheClocksChangeHaveAnHourLessOrMore() {
        assertThat(Completeness.intervalsOf(MARCH, PACIFIC, 900)).isEqualTo(31 * 96 - 4);
        assertThat(Completeness.intervalsOf(NOVEMBER, PACIFIC, 900)).isEqualTo(30 * 96 + 4);
        assertThat(Completeness.intervalsOf(NOVEMBER, ZoneId.of("America/Phoenix"), 3_600)).isEqualTo(30 * 24);
    }

    @Test
    void aWholeMonthIsCompleteWithItsShortOrLongDay() {
        assertThat(march(days(MARCH, 900))).isEqualTo(new Completeness(2_972, 2_972, 0))
                .matches(Completeness::isComplete);
        assertThat(Completeness.ofMonth(days(NOVEMBER, 900), NOVEMBER, PACIFIC, 900))
                .isEqualTo(new Completeness(2_884, 2_884, 0));
    }

    @Test
    void dayMissingOnTheDayOfTheChangeLacksNinetyTwoQuarterHours() {
        List<IntervalBlock> days = days(MARCH, 900);
        days.remove(7);
        assertThat(march(days).missing()).isEqualTo(92);
    }

    @Test
    void aChangeOfTheLengthIsNoGapAndCountsAsItWas() {
        List<IntervalBlock> days = days(MARCH, 3_600);
        days.set(30, day(MARCH.atDay(31), 900));
        assertThat(march(days)).isEqualTo(new Completeness(30 * 24 - 1 + 96, 30 * 24 - 1 + 96, 0));
    }

    @Test
    void whatIsMissingAtTheEndsIsCountedByTheNeighboursLength() {
        assertThat(march(days(MARCH, 3_600).subList(2, 29)).missing()).isEqualTo(4 * 24);
    }

    @Test
    void missingValuesAndEstimatesAreCountedApart() {
        List<@Nullable Long> values = new ArrayList<>(Collections.nCopies(96, 1L));
        List<@Nullable Short> qualities = new ArrayList<>(Collections.nCopies(96, null));
        values.set(10, null);
        qualities.set(10, (short) 8);
        qualities.set(11, (short) 8);
        long start = at(MARCH.atDay(1));

        assertThat(Completeness.of(List.of(block(start, 900, values, qualities)), start, start + 86_400, 900))
                .isEqualTo(new Completeness(96, 95, 1));
    }

    @Test
    void blocksThatReachOverTheEdgeCountWithWhatBeginsInside() {
        long start = at(MARCH.atDay(1));
        var before = block(start - 7_200, 3_600, Collections.nCopies(4, 1L), Collections.nCopies(4, null));

        assertThat(Completeness.of(List.of(before), start, start + 3 * 3_600, 3_600))
                .isEqualTo(new Completeness(3, 2, 0));
    }

    @Test
    void withoutAnyReadingTheUsualLengthTells() {
        assertThat(march(List.of())).isEqualTo(new Completeness(2_972, 0, 0));
        assertThat(Completeness.ofMonth(List.of(), MARCH, PACIFIC, 0)).isEqualTo(new Completeness(0, 0, 0));
    }
}
