// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.health.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import com.dcarbon.platform.work.Backoff;

class HealthTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration PROBE = Duration.ofMinutes(10);
    private static final Limits LIMITS = new Limits(3, 10, new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(5)),
            PROBE, Duration.ofHours(24));
    private static final List<UUID> AUTHORIZATIONS = List.of(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3));
    private static final UUID FIRST = AUTHORIZATIONS.getFirst();

    @Test
    void isUpBeforeAnybodyAsked() {
        assertThat(Health.UNKNOWN.down()).isFalse();
        assertThat(Health.UNKNOWN.probing(NOW, LIMITS)).isEmpty();
        assertThat(Health.UNKNOWN.told(NOW, LIMITS)).isEmpty();
    }

    @Test
    void isDownOnceSeveralAuthorizationsInARowHadNoAnswer() {
        Health two = silent(silent(Health.UNKNOWN, AUTHORIZATIONS.get(0)), AUTHORIZATIONS.get(1));
        assertThat(two.down()).isFalse();
        assertThat(two.closedUntil()).isNull();

        Health three = silent(two, AUTHORIZATIONS.get(2));
        assertThat(three.down()).isTrue();
        assertThat(three.failingSince()).isEqualTo(NOW);
        assertThat(three.closedUntil()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void oneAuthorizationsTroubleClosesNothingForTheOthersAtFirst() {
        Health health = Health.UNKNOWN;
        for (int i = 0; i < 9; i++) {
            health = silent(health, FIRST);
            assertThat(health.down()).isFalse();
        }
        assertThat(silent(health, FIRST).down()).isTrue();
    }

    @Test
    void anAnswerInBetweenBeginsAnew() {
        Health two = silent(silent(Health.UNKNOWN, AUTHORIZATIONS.get(0)), AUTHORIZATIONS.get(1));
        Health answered = two.answered(AUTHORIZATIONS.get(2), false, NOW);

        assertThat(answered.failures()).isZero();
        assertThat(answered.failingSince()).isNull();
        assertThat(silent(silent(answered, AUTHORIZATIONS.get(0)), AUTHORIZATIONS.get(1)).down()).isFalse();
    }

    @Test
    void isProbedByOneAtATimeAndNotBeforeItsTime() {
        Health down = down();
        Instant due = NOW.plusSeconds(30);

        assertThat(down.probing(due.minusMillis(1), LIMITS)).isEmpty();
        Health probed = down.probing(due, LIMITS).orElseThrow();
        assertThat(probed.probing(due, LIMITS)).isEmpty();
        assertThat(probed.probing(due.plus(PROBE), LIMITS)).as("the probe's process died").isPresent();
    }

    @Test
    void isProbedEverMoreSeldomAndNotAgainstItsWish() {
        Health health = down();
        assertThat(silent(health, FIRST).closedUntil()).isEqualTo(NOW.plusSeconds(60));
        for (int i = 0; i < 20; i++) {
            health = silent(health, FIRST);
        }
        assertThat(health.closedUntil()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));

        Instant wish = NOW.plus(Duration.ofHours(2));
        assertThat(silent(health, FIRST, wish).closedUntil()).isEqualTo(wish);
    }

    @Test
    void aProbeThatSaysNothingIsFollowedSoon() {
        assertThat(down().undecided(NOW, LIMITS).closedUntil()).isEqualTo(NOW.plusSeconds(30));
        assertThat(down().undecided(NOW, LIMITS).down()).isTrue();
        assertThat(Health.UNKNOWN.undecided(NOW, LIMITS)).isEqualTo(Health.UNKNOWN);
    }

    @Test
    void oneAnswerEndsTheOutage() {
        Health up = down().answered(FIRST, true, NOW.plusSeconds(60));

        assertThat(up.down()).isFalse();
        assertThat(up.closedUntil()).isNull();
        assertThat(up.dataAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(up.probes()).isZero();
    }

    @Test
    void isToldOnceWhenItLastedTooLong() {
        Health down = down();
        Instant late = NOW.plus(Duration.ofHours(24));

        assertThat(down.told(late, LIMITS)).as("nobody has asked since").isEmpty();
        assertThat(silentAt(late.minusMillis(1), down).told(late, LIMITS)).isEmpty();
        Health told = silentAt(late, down).told(late, LIMITS).orElseThrow();
        assertThat(told.toldAt()).isEqualTo(late);
        assertThat(told.told(late.plusSeconds(1), LIMITS)).isEmpty();
        assertThat(silent(told, FIRST).toldAt()).as("kept until it is over").isEqualTo(late);
        assertThat(told.answered(FIRST, false, late).toldAt()).isNull();
    }

    @Test
    void aSingleAuthorizationBesideOthersThatHadAnswersIsNoDowntime() {
        Instant late = NOW.plus(Duration.ofDays(3));
        Health mess = Health.UNKNOWN.answered(AUTHORIZATIONS.get(1), true, NOW);
        Health own = Health.UNKNOWN.answered(FIRST, true, NOW);
        for (int i = 0; i < 12; i++) {
            mess = silent(mess, FIRST);
            own = silent(own, FIRST);
        }
        assertThat(mess.down()).isTrue();
        assertThat(silentAt(late, mess).told(late, LIMITS)).isEmpty();
        assertThat(silentAt(late, silent(mess, AUTHORIZATIONS.get(1))).told(late, LIMITS)).isPresent();
        assertThat(silentAt(late, own).told(late, LIMITS)).as("the only one there is").isPresent();
    }

    @Test
    void isWrittenOnlyWhereSomethingChangesOrNowAndThen() {
        Health fresh = Health.UNKNOWN.answered(FIRST, true, NOW);

        assertThat(fresh.knows(Evidence.DATA, NOW.plusSeconds(59))).isTrue();
        assertThat(fresh.knows(Evidence.DATA, NOW.plusSeconds(60))).isFalse();
        assertThat(fresh.knows(Evidence.ANSWER, NOW)).isTrue();
        assertThat(fresh.knows(Evidence.NONE, NOW)).isTrue();
        assertThat(fresh.knows(Evidence.SILENCE, NOW)).isFalse();
        assertThat(silent(fresh, FIRST).knows(Evidence.DATA, NOW)).isFalse();
        assertThat(down().knows(Evidence.NONE, NOW)).isFalse();
    }

    private static Health down() {
        Health health = Health.UNKNOWN;
        for (UUID authorization : AUTHORIZATIONS) {
            health = silent(health, authorization);
        }
        return health;
    }

    private static Health silentAt(Instant when, Health health) {
        return health.silent(FIRST, null, when, LIMITS, () -> 1);
    }

    private static Health silent(Health health, UUID authorization) {
        return silent(health, authorization, null);
    }

    private static Health silent(Health health, UUID authorization, @Nullable Instant wish) {
        return health.silent(authorization, wish, NOW, LIMITS, () -> 1);
    }
}
