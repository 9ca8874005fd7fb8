// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Quality;

class ReadingRulesTest {
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private final List<String> notes = new ArrayList<>();

    private static Datapoint point(String type, String value) {
        return new Datapoint(type, "kwh", new BigDecimal(value), null);
    }

    private Chosen chosen(@Nullable String kwh, Datapoint... points) {
        return Datapoints.choose(kwh == null ? null : new BigDecimal(kwh), List.of(points), notes::add);
    }

    private Map<Direction, Energy> choose(@Nullable String kwh, Datapoint... points) {
        return chosen(kwh, points).energies();
    }

    @Test
    void takesBothWaysAndKnowsThatTheirBalanceSaysNoMore() {
        Chosen chosen = chosen("-1.12", point("net", "-1.12"), point("fwd", "0.0"), point("rev", "1.12"));

        assertThat(chosen.energies()).containsOnly(Map.entry(Direction.DELIVERED, new Energy(0, 3)),
                Map.entry(Direction.RECEIVED, new Energy(112, 1)), Map.entry(Direction.NET, new Energy(-112, 1)));
        assertThat(chosen.saysMore()).isFalse();
    }

    @Test
    void aBalanceSaysMoreThanOneOfItsParts() {
        assertThat(chosen("0.5", point("net", "0.5"), point("fwd", "0.50")).saysMore()).isFalse();
        assertThat(chosen("0.5", point("net", "0.5"), point("fwd", "0.7")).saysMore()).isTrue();
        assertThat(chosen("-0.5", point("rev", "0.5")).saysMore()).isFalse();
        assertThat(chosen("0.5", point("rev", "0.2")).saysMore()).isTrue();
        assertThat(chosen("0.5").saysMore()).isTrue();
        assertThat(chosen("0.5", point("max", "3")).energies()).containsOnlyKeys(Direction.NET);
    }

    @Test
    void notesASecondValueOfTheSameKind() {
        assertThat(choose(null, point("fwd", "1"), point("FWD", "1.0"), point("fwd", "2"))).containsEntry(
                Direction.DELIVERED, new Energy(1, 3));
        assertThat(notes).containsExactly("further_delivered");
    }

    @Test
    void worksOutABalanceThatIsNotTold() {
        Chosen chosen = chosen(null, point("fwd", "0.25"), point("rev", "1.5"));

        assertThat(chosen.energies()).containsEntry(Direction.NET, new Energy(-125, 1));
        assertThat(chosen.saysMore()).isFalse();
    }

    @Test
    void worksOutNoBalanceOfAPartThatShouldHaveBeenTold() {
        assertThat(choose(null, new Datapoint("fwd", "kwh", null, null), point("rev", "1.5")))
                .containsOnlyKeys(Direction.RECEIVED);
        assertThat(choose(null, point("fwd", "1"), new Datapoint("rev", "MWh", BigDecimal.ONE, null)))
                .containsOnlyKeys(Direction.DELIVERED);
        assertThat(choose(null, point("fwd", "12.345000000000001"), point("rev", "0.30000000000000004")))
                .containsOnlyKeys(Direction.DELIVERED, Direction.RECEIVED);
        assertThat(notes).containsExactly("no_value", "unit_mwh", "net_not_exact");
    }

    @Test
    void knowsByWhatIsMentionedWhatTheReadingsOwnValueIs() {
        var nothing = new Datapoint("gen", "kwh", null, null);
        assertThat(choose("1.4", nothing)).as("generated alone").isEmpty();
        assertThat(choose("-2.85", new Datapoint("fwd", "kwh", null, null), point("gen", "0.7")))
                .containsEntry(Direction.NET, new Energy(-285, 1));
    }

    @Test
    void notesTheSameValueOfAnotherMeter() {
        assertThat(choose(null, new Datapoint("net", "kwh", BigDecimal.ONE, "A"),
                new Datapoint("net", "kwh", BigDecimal.ONE, "B"))).containsEntry(Direction.NET, new Energy(1, 3));
        assertThat(choose(null, new Datapoint("net", "kwh", BigDecimal.ONE, "A"),
                new Datapoint("net", "kwh", BigDecimal.ONE, "A"))).hasSize(1);
        assertThat(notes).containsExactly("further_net");
    }

    @Test
    void notesABalanceThatIsNotThatOfItsParts() {
        assertThat(chosen("9", point("fwd", "0.25"), point("rev", "1.5")).saysMore()).isFalse();
        assertThat(notes).containsExactly("net_differs");
    }

    @Test
    void takesTheReadingsOwnValueForTheBalanceAndGenerationForItself() {
        assertThat(choose("0.000125")).containsOnly(Map.entry(Direction.NET, new Energy(125, -3)));
        assertThat(choose("1", point("GEN", "2"))).containsOnly(Map.entry(Direction.GENERATED, new Energy(2, 3)));
    }

    @Test
    void notesWhatItLeavesOut() {
        assertThat(choose(null, point("max", "4"), new Datapoint("net", "therms", BigDecimal.ONE, null),
                new Datapoint("fwd", "kwh", null, null))).isEmpty();
        assertThat(choose(null)).isEmpty();
        assertThat(notes).containsExactly("datapoint_max", "unit_therms", "no_value", "no_value");
    }

    @Test
    void keepsEveryDigit() {
        assertThat(Energy.of(new BigDecimal("123456789.123456789"), "KWH"))
                .contains(new Energy(123_456_789_123_456_789L, -6));
        assertThat(Energy.of(new BigDecimal("1250"), "Wh")).contains(new Energy(125, 1));
        assertThat(Energy.of(new BigDecimal("1e999999"), "kwh")).isEmpty();
        assertThat(Energy.of(new BigDecimal("1.2345678901234567891"), "kwh")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"900,900,900,900", "3600,0,900,3600", "2592000,900,900,900", "-5,900,900,900", "0,7200,900,900",
            "3600,900,900,900", "90000,0,0,90000", "2592000,0,900,900"})
    void trustsTheStartMoreThanTheEnd(long told, long room, long usual, int length) {
        assertThat(new ReadingLength(usual).of(told, room)).hasValue(length);
    }

    @Test
    void theMostFrequentDistanceIsTheUsualOneAndOfSuchTheShortest() {
        var spacing = new Spacing();
        assertThat(spacing.usual()).isZero();
        for (long start : new long[]{0, 900, 1_800, 1_801, 2_700, 3_600, 7_200}) {
            spacing.add(start);
        }

        assertThat(spacing.usual()).isEqualTo(900);
        assertThat(spacing.isSparse()).isFalse();
        var pair = new Spacing();
        pair.add(0);
        pair.add(3_600);
        pair.add(1_800);
        assertThat(pair.usual()).isEqualTo(1_800);
        assertThat(pair.isSparse()).isTrue();
    }

    @Test
    void aReadingLongerThanADayIsNone() {
        assertThat(new ReadingLength(0).of(2_592_000, 0)).isEmpty();
        assertThat(new ReadingLength(2_592_000).of(2_592_000, 2_592_000)).isEmpty();
    }

    @Test
    void takesTheWorstOfSeveralQualities() {
        assertThat(Qualities.worst(List.of("revenue", "Estimated"), notes::add)).isEqualTo(8);
        assertThat(Qualities.worst(List.of("Revenue Quality"), notes::add)).isEqualTo(19);
        assertThat(Qualities.worst(List.of(), notes::add)).isEqualTo(Quality.UNKNOWN);
        assertThat(Qualities.worst(List.of("shiny"), notes::add)).isEqualTo(Quality.UNKNOWN);
        assertThat(notes).containsExactly("quality_shiny");
    }

    @ParameterizedTest
    @CsvSource({"2026-08-02,2026-10-31T19:00:00Z,3", "2026-02-14,2026-05-15T19:00:00Z,3",
            "2026-10-01,2026-10-31T19:00:00Z,1", "2020-01-01,2026-10-31T19:00:00Z,36"})
    void reachesBackInMonths(String start, Instant end, int months) {
        Instant beginning = java.time.LocalDate.parse(start).atStartOfDay(PACIFIC).toInstant();

        assertThat(Months.reachingBack(new Span(beginning, end), PACIFIC)).isEqualTo(months);
    }

    @Test
    void cutsAPeriodIntoTheMonthsOfTheUtility() {
        var period = new Span(Instant.parse("2026-10-20T07:00:00Z"), Instant.parse("2026-12-02T10:00:00Z"));

        assertThat(Months.windows(period, PACIFIC)).containsExactly(
                new Span(period.start(), Instant.parse("2026-11-01T07:00:00Z")),
                new Span(Instant.parse("2026-11-01T07:00:00Z"), Instant.parse("2026-12-01T08:00:00Z")),
                new Span(Instant.parse("2026-12-01T08:00:00Z"), period.end()));
        assertThat(Months.halves(period)).hasSize(2).last()
                .satisfies(half -> assertThat(half.end()).isEqualTo(period.end()));
        assertThat(Months.halves(new Span(period.start(), period.start().plusSeconds(86_400)))).isEmpty();
    }
}
