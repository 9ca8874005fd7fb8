// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.schedule.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.ingestion.schedule.rules.SyncWindow.Reach;
import com.dcarbon.ingestion.schedule.rules.SyncWindow.Standing;

class SyncWindowTest {
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final Reach REACH = new Reach(90, 30, 90, PACIFIC);
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123Z");
    private static final Instant END = Instant.parse("2026-11-21T07:59:00Z");

    private static Instant midnight(String day) {
        return LocalDate.parse(day).atStartOfDay(PACIFIC).toInstant();
    }

    private static SyncWindow window(@Nullable String frontier, @Nullable String covered) {
        return SyncWindow.of(new Standing(frontier == null ? null : Instant.parse(frontier),
                covered == null ? null : Instant.parse(covered)), REACH, NOW);
    }

    @Test
    void goesFromTheFrontierLessTheOverlapToNow() {
        assertThat(window("2026-11-19T08:00:00Z", "2026-11-20T08:00:00Z"))
                .isEqualTo(new SyncWindow(ImportKind.INCREMENTAL, midnight("2026-10-20"), END, END));
    }

    @Test
    void isTheHistoryWhereNothingIsThereYet() {
        assertThat(window(null, null)).isEqualTo(
                new SyncWindow(ImportKind.HISTORICAL, midnight("2026-08-22"), END, END));
    }

    @Test
    void aTurnFetchesTheHistoryThatIsNotThereYetWithoutBeingAFirstImport() {
        assertThat(window(null, null).ofTurn()).isEqualTo(
                new SyncWindow(ImportKind.INCREMENTAL, midnight("2026-08-22"), END, END));
    }

    @Test
    void isNoNewHistoryWhereTheProviderHasNothingToTell() {
        assertThat(window(null, "2026-11-20T08:00:00Z"))
                .isEqualTo(new SyncWindow(ImportKind.INCREMENTAL, midnight("2026-09-21"), END, END));
    }

    @Test
    void doesNotGrowForEverBecauseOfASilentMeter() {
        assertThat(window("2020-01-01T00:00:00Z", "2026-11-20T08:00:00Z").start())
                .isEqualTo(midnight("2026-09-21"));
    }

    @Test
    void aLongTimeWithoutAnySynchronisationIsFetchedInParts() {
        SyncWindow first = window("2026-06-01T07:00:00Z", "2026-06-02T07:00:00Z");

        assertThat(first).isEqualTo(new SyncWindow(ImportKind.INCREMENTAL, midnight("2026-05-02"),
                midnight("2026-07-31"), END));
        SyncWindow second = SyncWindow.following(first.kind(), first.end(), first.target(), REACH);
        assertThat(second).isEqualTo(new SyncWindow(ImportKind.INCREMENTAL, midnight("2026-07-31"),
                midnight("2026-10-29"), END));
        assertThat(SyncWindow.following(second.kind(), second.end(), second.target(), REACH).end()).isEqualTo(END);
    }

    @Test
    void aFrontierThatLiesInTheFutureDoesNotStopIt() {
        assertThat(window("2027-06-01T00:00:00Z", "2026-11-20T08:00:00Z").start())
                .isEqualTo(midnight("2026-10-21"));
    }

    @Test
    void theOverlapLeavesRoomWithinAShortHistory() {
        var reach = new Reach(20, 10, 90, PACIFIC);

        assertThat(SyncWindow.of(new Standing(END.minus(Duration.ofDays(3)), END.minus(Duration.ofDays(1))), reach, NOW)
                .start()).isEqualTo(midnight("2026-11-09"));
    }
}
