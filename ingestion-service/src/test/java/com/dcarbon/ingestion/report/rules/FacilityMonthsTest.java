// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report.rules;

import static com.dcarbon.ingestion.report.rules.Readings.LONG_AGO;
import static com.dcarbon.ingestion.report.rules.Readings.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import com.dcarbon.ingestion.interval.rules.Direction;

class FacilityMonthsTest {
    private static final YearMonth JULY = YearMonth.of(2026, 7);
    private static final long NOON = at("2026-07-10T12:00");

    private static BigDecimal sum(Ledger ledger, Unit... units) {
        var months = new FacilityMonths(List.of(units), LONG_AGO, ledger, ToldDirections.NONE);
        return List.of(units).stream().map(unit -> months.wh(unit.meter(), JULY)).reduce(BigDecimal.ZERO,
                BigDecimal::add);
    }

    @Test
    void aMeterThatCameAgainThroughAnotherProviderCountsOnce() {
        Unit before = new Readings().from("pge", "pge").validated(NOON, 10, 20).unit();
        Unit after = new Readings().from("uapi", "uapi").validated(NOON + 900, 20, 30).unit();

        var months = new FacilityMonths(List.of(before, after), LONG_AGO, Ledger.empty(), ToldDirections.NONE);

        assertThat(months.wh(before.meter(), JULY)).isEqualByComparingTo("30");
        assertThat(months.wh(after.meter(), JULY)).isEqualByComparingTo("30");
        assertThat(months.count(after.meter(), JULY).orElseThrow().leftOut())
                .containsOnlyKeys(LeftOut.COUNTED_ELSEWHERE);
    }

    @Test
    void twoMetersOfOneProviderAreTwoUnits() {
        Unit roof = new Readings().from("pge", "pge").validated(NOON, 10).unit();
        Unit carport = new Readings().from("pge", "pge").validated(NOON, 20).unit();
        Unit movedOn = new Readings().from("uapi", "pge").validated(NOON, 40).unit();

        assertThat(sum(Ledger.empty(), roof, carport)).isEqualByComparingTo("30");
        assertThat(sum(Ledger.empty(), movedOn, carport)).as("one was recognised at the new provider")
                .isEqualByComparingTo("60");
    }

    @Test
    void aMeterThatWasBroughtInTwoFilesCountsOnce() {
        Unit first = new Readings().fromUpload().accepted().validated(NOON, 10, 20).unit();
        Unit again = new Readings().fromUpload().accepted().validated(NOON, 10, 20, 30).unit();
        Unit connected = new Readings().from("pge", "pge").validated(NOON, 10).unit();

        assertThat(sum(Ledger.empty(), first, again)).isEqualByComparingTo("60");
        assertThat(sum(Ledger.empty(), connected, first, again)).isEqualByComparingTo("60");
    }

    @Test
    void anUploadThatNobodyAcceptedTakesNothingFromOthers() {
        Unit waiting = new Readings().fromUpload().validated(NOON, 10).unit();
        Unit accepted = new Readings().fromUpload().accepted().validated(NOON, 10).unit();

        assertThat(sum(Ledger.empty(), waiting, accepted)).isEqualByComparingTo("10");
    }

    @Test
    void whatAnotherFacilityHasDoesNotCount() {
        Elsewhere told = new Elsewhere(Set.of(JULY), false);
        Unit moved = new Readings().elsewhere(told).validated(NOON, 10).validated(at("2026-08-01T12:00"), 7).unit();
        Unit uploaded = new Readings().elsewhere(new Elsewhere(Set.of(), true))
                .accepted()
                .validated(NOON, 10)
                .uploaded()
                .validated(NOON + 900, 20)
                .unit();
        var months = new FacilityMonths(List.of(moved, uploaded), LONG_AGO, Ledger.empty(), ToldDirections.NONE);

        assertThat(months.wh(moved.meter(), JULY)).isEqualByComparingTo("0");
        assertThat(months.count(moved.meter(), JULY).orElseThrow().leftOut())
                .containsOnlyKeys(LeftOut.COUNTED_ELSEWHERE);
        assertThat(months.wh(moved.meter(), JULY.plusMonths(1))).isEqualByComparingTo("7");
        assertThat(months.wh(uploaded.meter(), JULY)).as("only what the utility told").isEqualByComparingTo("10");
    }

    @Test
    void whatWasToldOfOneMeterStaysWithIt() {
        Unit first = new Readings().from("pge", "pge").validated(NOON, 10).unit();
        Unit second = new Readings().from("uapi", "uapi").validated(NOON, 11).unit();
        var alone = new FacilityMonths(List.of(second), LONG_AGO, Ledger.empty(), ToldDirections.NONE);
        Ledger told = Ledger.empty()
                .after(JULY, Ledger.empty().next(JULY, Set.of(second.meter()), alone::wh, Carry.REGISTRY));

        var months = new FacilityMonths(List.of(first, second), LONG_AGO, told, ToldDirections.NONE);

        assertThat(months.wh(first.meter(), JULY)).isEqualByComparingTo("0");
        assertThat(months.wh(second.meter(), JULY)).isEqualByComparingTo("11");
    }

    @Test
    void aMeterWhoseNewProviderCallsItGeneratedCountsOneSeriesAMonth() {
        Unit unit = new Readings().validated(NOON, 10, 20)
                .validated(at("2026-08-01T12:00"), 7)
                .series(Direction.GENERATED)
                .validated(NOON + 900, 20)
                .validated(at("2026-08-01T12:00"), 7, 8)
                .unit();
        var fresh = new FacilityMonths(List.of(unit), LONG_AGO, Ledger.empty(), ToldDirections.NONE);
        var told = new FacilityMonths(List.of(unit), LONG_AGO, Ledger.empty(),
                new ToldDirections(Map.of(JULY, Map.of(unit.meter(), Direction.GENERATED))));

        assertThat(fresh.wh(unit.meter(), JULY)).as("the flow covers more").isEqualByComparingTo("30");
        assertThat(fresh.wh(unit.meter(), JULY.plusMonths(1))).isEqualByComparingTo("15");
        assertThat(told.wh(unit.meter(), JULY)).as("stays with what was told").isEqualByComparingTo("20");
    }

    @RepeatedTest(20)
    void eachMomentOfOneUnitCountsOnce(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        Set<Integer> moments = new TreeSet<>();
        Unit[] units = new Unit[3];
        for (int provider = 0; provider < units.length; provider++) {
            var readings = new Readings().from("p" + provider, "p" + provider);
            int place = 0;
            while (place < 300) {
                int length = 1 + random.nextInt(20);
                long[] ones = new long[length];
                java.util.Arrays.fill(ones, 1);
                readings.validated(NOON + place * 900L, ones);
                for (int i = place; i < place + length; i++) {
                    moments.add(i);
                }
                place += length + random.nextInt(30);
            }
            units[provider] = readings.unit();
        }

        assertThat(sum(Ledger.empty(), units)).isEqualByComparingTo(BigDecimal.valueOf(moments.size()));
    }
}
