// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report.rules;

import static com.dcarbon.ingestion.report.rules.Readings.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.ingestion.report.rules.MonthCount.Left;

class CountingMonthTest {
    private static final long NOON = at("2026-07-10T12:00");

    @ParameterizedTest(name = "quality {0}: {1}")
    @CsvSource(textBlock = """
            -1, UNKNOWN_QUALITY
            0,
            7,  NOT_MEASURED
            8,  ESTIMATED
            9,  ESTIMATED
            10, QUESTIONABLE
            11,
            12, ESTIMATED
            13, NOT_MEASURED
            14,
            15, ESTIMATED
            16, NOT_MEASURED
            17,
            18,
            19,
            42, NOT_MEASURED
            """)
    void countsWhatWasMeasuredOrCalculated(int quality, LeftOut reason) {
        MonthCount count = new Readings().block(NOON, 900, quality, 250).count("2026-07");

        assertThat(count.wh()).isEqualByComparingTo(reason == null ? "250" : "0");
        assertThat(count.leftOut()).isEqualTo(reason == null
                ? Map.of()
                : Map.of(reason, new Left(1, BigDecimal.valueOf(250))));
        assertThat(count.stored()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"2026-03,2972", "2026-11,2884", "2026-07,2976", "2026-02,2688"})
    void knowsHowManyReadingsAMonthHasWhateverTheClockDoes(String month, int quarters) {
        MonthCount whole = new Readings().whole(YearMonth.parse(month)).count(month);

        assertThat(whole.wh()).isEqualByComparingTo(BigDecimal.valueOf(quarters));
        assertThat(whole.expected()).isEqualTo(quarters).isEqualTo(whole.stored()).isEqualTo(whole.counted());
        assertThat(whole.completeness()).isEqualByComparingTo("1");
        MonthCount one = new Readings().validated(at(month + "-05T10:00"), 1).count(month);
        assertThat(one.expected()).isEqualTo(quarters);
    }

    @Test
    void isCompleteOnlyWhereNothingIsMissing() {
        long start = at("2026-07-01T00:00");
        long[] allButOne = new long[2975];

        assertThat(new Readings().validated(start, allButOne).count("2026-07").completeness())
                .isEqualByComparingTo("0.9996");
        assertThat(new Readings().count("2026-07").completeness()).isEqualByComparingTo("0");
        assertThat(new Readings().count("2026-07").expected()).isZero();
    }

    @Test
    void tellsTheShareOfEstimates() {
        MonthCount count = new Readings().validated(NOON, 10, 20).block(NOON + 1800, 900, 8, 30).count("2026-07");

        assertThat(count.estimatedShare()).isEqualByComparingTo("0.3333");
        assertThat(count.wh()).isEqualByComparingTo("30");
    }

    @Test
    void waitsUntilAReadingIsOldEnough() {
        MonthCount count = new Readings().validated(NOON, 10, 20).count("2026-07", Instant.ofEpochSecond(NOON + 900));

        assertThat(count.wh()).isEqualByComparingTo("10");
        assertThat(count.leftOut()).containsOnlyKeys(LeftOut.TOO_YOUNG);
    }

    @Test
    void takesNothingBelowZeroAndNothingThatCrossesTheMonth() {
        MonthCount count = new Readings().validated(NOON, -5).block(at("2026-07-31T12:00"), 86_400, 17, 700)
                .count("2026-07");

        assertThat(count.wh()).isEqualByComparingTo("0");
        assertThat(count.leftOut()).containsOnlyKeys(LeftOut.BELOW_ZERO, LeftOut.CROSSES_MONTH);
        assertThat(count.coveredSeconds()).isEqualTo(900 + 43_200);
    }

    @Test
    void takesAReadingIntoTheMonthInWhichItBeginsLocally() {
        Readings readings = new Readings().validated(at("2026-07-31T23:45"), 3, 4);

        assertThat(readings.count("2026-07").wh()).isEqualByComparingTo("3");
        assertThat(readings.count("2026-08").wh()).isEqualByComparingTo("4");
        assertThat(readings.count("2026-06").stored()).isZero();
    }

    @Test
    void uploadedReadingsCountOnceTheyAreAccepted() {
        Readings readings = new Readings().uploaded().validated(NOON, 9);

        assertThat(readings.count("2026-07").leftOut()).containsOnlyKeys(LeftOut.UPLOADED);
        assertThat(readings.accepted().count("2026-07").wh()).isEqualByComparingTo("9");
    }

    @Test
    void theHashTellsApartWhatTheSumDoesNot() {
        assertThat(new Readings().validated(NOON, 1, 2).count("2026-07").sha256())
                .isEqualTo(new Readings().validated(NOON, 1).validated(NOON + 900, 2).count("2026-07").sha256())
                .isNotEqualTo(new Readings().validated(NOON, 2, 1).count("2026-07").sha256());
    }
}
