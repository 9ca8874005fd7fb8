// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.dcarbon.simulator.custodian.Custodian;
import com.dcarbon.simulator.custodian.DataHabits.Flows;

class HouseholdsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-07-15T20:07:00Z"), ZoneOffset.UTC);
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    @Test
    void givesTheSameNameTheSameReadingsForEver() {
        Series once = household(Custodian.pge(), "owner").usagePoints().getFirst().series(Flow.FORWARD);
        Series again = household(Custodian.pge(), "owner").usagePoints().getFirst().series(Flow.FORWARD);

        Period day = day("2026-06-01");
        assertThat(once.readings(day)).isEqualTo(again.readings(day)).hasSize(96);
    }

    @Test
    void givesOwnerAHouseWithSolarAndAPlainBuilding() {
        List<UsagePoint> points = household(Custodian.pge(), "owner").usagePoints();

        assertThat(points).extracting(UsagePoint::exports).containsExactly(true, false);
        assertThat(points).extracting(UsagePoint::id).doesNotHaveDuplicates();
        assertThat(points.get(1).series()).extracting(Series::flow).containsExactly(Flow.FORWARD);
    }

    @Test
    void netsEveryQuarterHour() {
        UsagePoint house = household(Custodian.pge(), "home").usagePoints().getFirst();
        List<Reading> delivered = house.series(Flow.FORWARD).readings(day("2026-06-21"));
        List<Reading> received = house.series(Flow.REVERSE).readings(day("2026-06-21"));

        for (int i = 0; i < delivered.size(); i++) {
            assertThat(delivered.get(i).value()).isNotNegative();
            assertThat(received.get(i).value()).isNotNegative();
            assertThat(Math.min(delivered.get(i).value(), received.get(i).value())).isZero();
            assertThat(delivered.get(i).quality()).isEqualTo(received.get(i).quality());
        }
    }

    @Test
    void exportsByDayAndNeverByNight() {
        Series received = household(Custodian.sce(), "home").usagePoints().getFirst().series(Flow.REVERSE);

        assertThat(received.total(hours("2026-06-21", 11, 14))).isPositive();
        assertThat(received.total(hours("2026-06-21", 0, 5))).isZero();
        assertThat(received.total(hours("2026-06-21", 21, 24))).isZero();
    }

    @Test
    void usesAsMuchAsAHomeDoes() {
        Series delivered = household(Custodian.sce(), "owner").usagePoints().get(1).series(Flow.FORWARD);

        assertThat(delivered.total(day("2026-05-05"))).isBetween(new BigDecimal(5_000), new BigDecimal(60_000));
        assertThat(delivered.total(hours("2026-05-05", 18, 21)))
                .isGreaterThan(delivered.total(hours("2026-05-05", 1, 4)));
    }

    @Test
    void reportsOneNetSeriesWhereTheCustodianDoes() {
        UsagePoint separate = household(Custodian.sdge(), "home").usagePoints().getFirst();
        UsagePoint net = household(Custodian.sdge().withFlows(Flows.NET), "home").usagePoints().getFirst();
        Period day = day("2026-06-21");

        assertThat(net.series()).extracting(Series::flow).containsExactly(Flow.NET);
        assertThat(net.series(Flow.NET).total(day))
                .isEqualByComparingTo(separate.series(Flow.FORWARD).total(day)
                        .subtract(separate.series(Flow.REVERSE).total(day)));
    }

    @Test
    void scalesByTheCustodiansMultiplier() {
        Reading fine = first(household(Custodian.pge(), "home"));
        Reading coarse = first(household(Custodian.sce(), "home"));

        assertThat(fine.amount()).isEqualByComparingTo(BigDecimal.valueOf(fine.value(), 3));
        assertThat(coarse.amount()).isEqualByComparingTo(BigDecimal.valueOf(coarse.value()));
    }

    @Test
    void estimatesAFewReadings() {
        List<Reading> year = household(Custodian.pge(), "home").usagePoints()
                .getFirst()
                .series(Flow.FORWARD)
                .readings(new Period(Instant.parse("2025-07-01T07:00:00Z"), Instant.parse("2026-07-01T07:00:00Z")));

        assertThat(year).hasSize(365 * 96);
        assertThat(year).extracting(Reading::quality).contains(8, 17, 19);
        assertThat(year.stream().filter(reading -> reading.quality() == 8).count()).isBetween(8L, 400L);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-08, 92", "2025-11-02, 100", "2026-07-04, 96"})
    void hasAQuarterHourForEveryQuarterHourOfTheDay(LocalDate date, int quarters) {
        Series series = household(Custodian.sdge(), "home").usagePoints().getFirst().series(Flow.FORWARD);

        assertThat(series.readings(day(date.toString()))).hasSize(quarters);
    }

    @ParameterizedTest
    @CsvSource({"empty, 0", "gas, 1", "home, 1", "owner, 2"})
    void knowsSpecialNames(String username, int points) {
        assertThat(household(Custodian.pge(), username).usagePoints()).hasSize(points);
    }

    @ParameterizedTest
    @CsvSource({"multi", "farm-multi", "user7"})
    void givesSomeNamesSeveralServices(String username) {
        assertThat(household(Custodian.sce(), username).usagePoints()).hasSizeBetween(2, 4);
    }

    @Test
    void measuresGasByTheDayInTherms() {
        UsagePoint gas = household(Custodian.pge(), "gas").usagePoints().getFirst();
        Series series = gas.series(Flow.FORWARD);
        List<Reading> readings = series.readings(new Period(instant("2026-03-07", 0), instant("2026-03-10", 0)));

        assertThat(gas.service()).isEqualTo(Service.GAS);
        assertThat(readings).extracting(Reading::duration)
                .containsExactly(Duration.ofHours(24), Duration.ofHours(23), Duration.ofHours(24));
        assertThat(readings.getFirst().amount()).isBetween(new BigDecimal("0.1"), new BigDecimal("4"));
    }

    @Test
    void publishesUntilTheEndOfYesterday() {
        assertThat(household(Custodian.pge(), "home").published())
                .isEqualTo(new Period(instant("2025-06-10", 0), instant("2026-07-15", 0)));
    }

    @Test
    void canPublishUntilTheLastQuarterHour() {
        Customers prompt = new Customers(Custodian.pge(), null, Availability.LAST_QUARTER_HOUR, CLOCK);

        assertThat(prompt.household("home").published().end()).isEqualTo(Instant.parse("2026-07-15T20:00:00Z"));
    }

    private static Household household(Custodian custodian, String username) {
        return new Customers(custodian, null, Availability.YESTERDAY, CLOCK).household(username);
    }

    private static Reading first(Household household) {
        return household.usagePoints().getFirst().series(Flow.FORWARD).readings(hours("2026-06-01", 1, 2)).getFirst();
    }

    private static Period day(String date) {
        return new Period(instant(date, 0), LocalDate.parse(date).plusDays(1).atStartOfDay(PACIFIC).toInstant());
    }

    private static Period hours(String date, int from, int until) {
        return new Period(instant(date, from), instant(date, 0).plus(Duration.ofHours(until)));
    }

    private static Instant instant(String date, int hour) {
        return LocalDate.parse(date).atStartOfDay(PACIFIC).toInstant().plus(Duration.ofHours(hour));
    }
}
