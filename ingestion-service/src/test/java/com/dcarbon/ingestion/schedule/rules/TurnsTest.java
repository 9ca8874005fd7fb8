// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.schedule.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.providers.ProviderProfile.SyncPolicy;

class TurnsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private final UUID authorization = Ids.next();

    @Test
    void aDailyTurnComesAtTheSameTimeOfEachDay() {
        Instant first = Turns.next(authorization, SyncPolicy.DAILY, NOW);
        Instant second = Turns.next(authorization, SyncPolicy.DAILY, first.plusSeconds(3));

        assertThat(first).isBetween(NOW.plus(Duration.ofHours(12)), NOW.plus(Duration.ofHours(36)));
        assertThat(second).isEqualTo(first.plus(Duration.ofDays(1)));
    }

    @Test
    void aWeeklyTurnComesAWeekLater() {
        Instant first = Turns.next(authorization, SyncPolicy.WEEKLY, NOW);

        assertThat(Turns.next(authorization, SyncPolicy.WEEKLY, first)).isEqualTo(first.plus(Duration.ofDays(7)));
    }

    @Test
    void aTurnThatWasLateIsNotFollowedAtOnce() {
        Instant turn = Turns.next(authorization, SyncPolicy.DAILY, NOW);

        assertThat(Turns.next(authorization, SyncPolicy.DAILY, turn.plus(Duration.ofHours(23))))
                .isEqualTo(turn.plus(Duration.ofDays(2)));
    }

    @Test
    void authorizationsMadeAtOnceAreSpreadEvenlyOverTheDay() {
        int[] hours = new int[24];
        for (int i = 0; i < 24_000; i++) {
            hours[Turns.next(Ids.next(), SyncPolicy.DAILY, NOW).atZone(ZoneOffset.UTC).getHour()]++;
        }

        assertThat(Arrays.stream(hours).boxed()).allSatisfy(share -> assertThat(share).isBetween(800, 1_200));
    }

    @Test
    void whatIsBusyIsLookedAtAgainSoon() {
        assertThat(Turns.afterBusy(authorization, NOW)).isBetween(NOW.plus(Duration.ofMinutes(30)),
                NOW.plus(Duration.ofHours(1)));
    }
}
