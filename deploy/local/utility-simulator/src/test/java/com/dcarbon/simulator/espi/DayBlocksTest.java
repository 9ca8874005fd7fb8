// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.espi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;

import com.dcarbon.simulator.customer.Period;

class DayBlocksTest {
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    @Test
    void cutsAtLocalMidnight() {
        assertThat(new DayBlocks(PACIFIC, true).within(period("2026-07-01T10:00:00Z", "2026-07-02T08:00:00Z")))
                .containsExactly(period("2026-07-01T07:00:00Z", "2026-07-02T07:00:00Z"),
                        period("2026-07-02T07:00:00Z", "2026-07-03T07:00:00Z"));
    }

    @Test
    void cutsTheShortDayInTwoAtTheChange() {
        assertThat(new DayBlocks(PACIFIC, true).within(period("2026-03-08T08:00:00Z", "2026-03-09T07:00:00Z")))
                .containsExactly(period("2026-03-08T08:00:00Z", "2026-03-08T10:00:00Z"),
                        period("2026-03-08T10:00:00Z", "2026-03-09T07:00:00Z"));
    }

    @Test
    void cutsTheLongDayInTwoAtTheChange() {
        assertThat(new DayBlocks(PACIFIC, true).within(period("2026-11-01T07:00:00Z", "2026-11-02T08:00:00Z")))
                .containsExactly(period("2026-11-01T07:00:00Z", "2026-11-01T09:00:00Z"),
                        period("2026-11-01T09:00:00Z", "2026-11-02T08:00:00Z"));
    }

    @Test
    void leavesTheDayWholeWhereTheCustodianDoes() {
        assertThat(new DayBlocks(PACIFIC, false).within(period("2026-03-08T08:00:00Z", "2026-03-09T07:00:00Z")))
                .containsExactly(period("2026-03-08T08:00:00Z", "2026-03-09T07:00:00Z"));
    }

    @Test
    void isEmptyForAnEmptyPeriod() {
        assertThat(new DayBlocks(PACIFIC, true).within(period("2026-07-02T00:00:00Z", "2026-07-01T00:00:00Z")))
                .isEmpty();
    }

    private static Period period(String start, String end) {
        return new Period(Instant.parse(start), Instant.parse(end));
    }
}
