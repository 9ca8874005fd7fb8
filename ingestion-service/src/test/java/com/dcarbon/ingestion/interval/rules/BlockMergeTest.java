// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockMergeTest {
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final long MIDNIGHT = midnight("2026-01-05");

    private final List<IntervalBlock> stored = new ArrayList<>();

    @Test
    void storesOneBlockPerLocalDay() {
        store(quarterHours(MIDNIGHT, 96 * 3, 10));

        assertThat(stored).hasSize(3).allSatisfy(block -> assertThat(block.values()).hasSize(96));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-08,23", "2026-11-01,25"})
    void aDayOfAClockChangeIsOneBlockOfItsOwnLength(String day, int hours) {
        store(hours(midnight(day), 48));

        assertThat(stored.getFirst().values()).hasSize(hours);
        assertThat(stored.getFirst().end()).isEqualTo(midnight(LocalDate.parse(day).plusDays(1).toString()));
    }

    @Test
    void theSameAgainWritesNothing() {
        store(quarterHours(MIDNIGHT, 200, 10));

        assertThat(BlockMerge.merge(stored, quarterHours(MIDNIGHT, 200, 10), PACIFIC).isEmpty()).isTrue();
    }

    @Test
    void countsWhatCameAgainJustAsItIsStored() {
        store(quarterHours(MIDNIGHT, 96, 10));
        List<Reading> again = new ArrayList<>(quarterHours(MIDNIGHT, 100, 10));
        again.set(3, new Reading(MIDNIGHT + 2_700, 900, 11, 0, 17, 0));
        again.set(5, new Reading(MIDNIGHT + 4_500, 900, 10_000, -3, again.get(5).quality(), 0));
        again.set(7, new Reading(MIDNIGHT + 6_300, 300, 10, 0, again.get(7).quality(), 0));

        assertThat(BlockMerge.repeated(stored, again)).isEqualTo(94);
        assertThat(BlockMerge.repeated(List.of(), again)).isZero();
    }

    @Test
    void ofWhatWasReceivedBeforeOnlyWhatIsNotStoredIsNew() {
        store(quarterHours(MIDNIGHT, 96, 10));
        var old = new Reading(MIDNIGHT + 900, 900, 9, 0, 17, 0);
        var dated = new Reading(MIDNIGHT + 1_800, 900, 9, 0, 17, 1_000);
        var missing = new Reading(MIDNIGHT + 86_400, 900, 9, 0, 17, 0);

        assertThat(BlockMerge.untold(stored, List.of(old, dated, missing))).containsExactly(dated, missing);
    }

    @Test
    void theSameEnergyInOtherUnitsWritesNothing() {
        store(quarterHours(MIDNIGHT, 96, 10));

        List<Reading> milli = quarterHours(MIDNIGHT, 96, 10).stream()
                .map(r -> new Reading(r.start(), r.seconds(), r.value() * 1_000, -3, r.quality(), 0))
                .toList();

        assertThat(BlockMerge.merge(stored, milli, PACIFIC).isEmpty()).isTrue();
    }

    @Test
    void whatIsAddedIsNoCorrection() {
        store(quarterHours(MIDNIGHT, 40, 10));

        var changes = BlockMerge.merge(stored, quarterHours(MIDNIGHT, 96, 10), PACIFIC);

        assertThat(changes.added()).singleElement().satisfies(block -> assertThat(block.values()).hasSize(96));
        assertThat(changes.removed()).hasSize(1);
        assertThat(changes.corrected()).isEmpty();
    }

    @Test
    void aChangedValueReplacesAndKeepsTheOldBlock() {
        store(quarterHours(MIDNIGHT, 96, 10));

        var changes = BlockMerge.merge(stored, List.of(new Reading(MIDNIGHT + 900, 900, 77, 0, 17, 0)), PACIFIC);

        assertThat(changes.added().getFirst().values()).startsWith(10L, 77L, 10L).hasSize(96);
        assertThat(changes.corrected()).isEqualTo(stored);
    }

    @Test
    void aChangedQualityIsACorrection() {
        store(quarterHours(MIDNIGHT, 4, 10));

        var changes = BlockMerge.merge(stored, List.of(new Reading(MIDNIGHT, 900, 10, 0, 8, 0)), PACIFIC);

        assertThat(changes.corrected()).hasSize(1);
    }

    @Test
    void whatTheUtilityItselfCallsOlderDoesNotReplace() {
        store(List.of(new Reading(MIDNIGHT, 900, 10, 0, 17, 2_000)));

        assertThat(BlockMerge.merge(stored, List.of(new Reading(MIDNIGHT, 900, 9, 0, 17, 1_000)), PACIFIC).isEmpty())
                .isTrue();
    }

    @Test
    void missingReadingsStayMissing() {
        List<Reading> readings = new ArrayList<>(quarterHours(MIDNIGHT, 20, 10));
        readings.remove(7);

        store(readings);

        assertThat(stored).singleElement().satisfies(block -> assertThat(block.values().get(7)).isNull());
        assertThat(stored.getFirst().readings()).hasSize(19);
    }

    @Test
    void finerReadingsWinWhereTheyCoverACoarserOneCompletely() {
        store(List.of(new Reading(MIDNIGHT, 86_400, 960, 0, 17, 0)));
        store(quarterHours(MIDNIGHT, 96, 11));

        assertThat(total()).isEqualByComparingTo("1056");
        assertThat(stored).singleElement().satisfies(block -> assertThat(block.seconds()).isEqualTo(900));
    }

    @Test
    void aCoarserReadingWinsWhereTheFinerOnesHaveGaps() {
        List<Reading> fine = new ArrayList<>(quarterHours(MIDNIGHT, 96, 11));
        fine.remove(50);
        store(fine);
        store(List.of(new Reading(MIDNIGHT, 86_400, 960, 0, 17, 0)));

        assertThat(total()).isEqualByComparingTo("960");
    }

    @Test
    void equallyLongReadingsNeverOverlap() {
        store(List.of(new Reading(MIDNIGHT, 3_600, 5, 0, 17, 0)));
        store(List.of(new Reading(MIDNIGHT + 1_800, 3_600, 6, 0, 8, 0)));

        assertThat(total()).isEqualByComparingTo("5");
    }

    @Test
    void valuesOfDifferentScalesStayExact() {
        store(List.of(new Reading(MIDNIGHT, 900, 5, 3, 17, 0), new Reading(MIDNIGHT + 900, 900, 123_456, -3, 17, 0),
                new Reading(MIDNIGHT + 1_800, 900, 140_737_488_355_327L, 12, 17, 0)));

        assertThat(total()).isEqualByComparingTo("140737488355327000000005123.456");
        assertThat(stored).hasSize(2);
    }

    @Test
    void monthsAndDaysHaveTheirOwnBlocks() {
        store(List.of(new Reading(MIDNIGHT, 30 * 86_400, 500, 3, 0, 0),
                new Reading(MIDNIGHT + 30 * 86_400, 31 * 86_400, 600, 3, 0, 0)));

        assertThat(stored).hasSize(2);
        assertThat(total()).isEqualByComparingTo("1100000");
    }

    private void store(List<Reading> readings) {
        var changes = BlockMerge.merge(stored, readings, PACIFIC);
        stored.removeAll(changes.removed());
        stored.addAll(changes.added());
    }

    private BigDecimal total() {
        return stored.stream()
                .flatMap(block -> block.readings().stream())
                .map(Reading::wattHours)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<Reading> quarterHours(long start, int count, long value) {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            readings.add(new Reading(start + i * 900L, 900, value, 0, 17, 0));
        }
        return readings;
    }

    private static List<Reading> hours(long start, int count) {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            readings.add(new Reading(start + i * 3_600L, 3_600, i, 0, 17, 0));
        }
        return readings;
    }

    private static long midnight(String day) {
        return LocalDate.parse(day).atStartOfDay(PACIFIC).toInstant().getEpochSecond();
    }

    @Test
    void knowsWhereALocalDayBegins() {
        long noon = Instant.parse("2026-03-08T20:00:00Z").getEpochSecond();

        assertThat(BlockMerge.dayEnd(noon, PACIFIC) - BlockMerge.dayStart(noon, PACIFIC)).isEqualTo(23 * 3_600);
    }
}
