// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.ingestion.utilityapi.rules.CollectionRule.Need;
import com.dcarbon.ingestion.utilityapi.rules.MeterState.Status;

class CollectionRuleTest {
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final Instant ORDERED = NOW.minusSeconds(600);
    private static final Span WANTED = new Span(days(90), NOW);
    private static final Span WHOLE = new Span(days(100), days(1));

    private static Instant days(int ago) {
        return NOW.minus(Duration.ofDays(ago));
    }

    private static CollectionRule rule(ImportKind kind, boolean byPerson, boolean monitoring) {
        return new CollectionRule(kind, byPerson, monitoring, WANTED, ORDERED);
    }

    private static MeterState meter(Status status, boolean monitored, Span... coverage) {
        return new MeterState("1", status, coverage.length > 0, null, List.of(coverage), monitored);
    }

    private static Need history(MeterState meter, Collected collected) {
        return rule(ImportKind.HISTORICAL, false, true).of(meter, collected, NOW);
    }

    private static Collected collected(int times, @Nullable Instant latest) {
        return new Collected(times, latest);
    }

    @ParameterizedTest
    @EnumSource(value = ImportKind.class, names = {"HISTORICAL", "INCREMENTAL"})
    void paysForTheFirstCollectionOfAMeter(ImportKind kind) {
        assertThat(rule(kind, false, true).of(meter(Status.UPDATED, false), Collected.NEVER, NOW))
                .isEqualTo(Need.COLLECT);
    }

    @Test
    void paysNothingForWhatIsThere() {
        assertThat(history(meter(Status.UPDATED, false, WHOLE), Collected.NEVER)).isEqualTo(Need.READ);
        assertThat(history(meter(Status.UPDATED, true, new Span(days(100), days(20))), Collected.NEVER))
                .isEqualTo(Need.READ);
    }

    @Test
    void takesWhatACollectionBroughtHoweverLittleThatIs() {
        assertThat(history(meter(Status.UPDATED, false), collected(1, ORDERED.plusSeconds(1)))).isEqualTo(Need.READ);
        assertThat(history(meter(Status.UPDATED, false, new Span(days(5), days(2))),
                collected(1, days(3)))).isEqualTo(Need.READ);
    }

    @Test
    void paysAgainForAMeterThatWasForgottenForAWhile() {
        assertThat(history(meter(Status.UPDATED, false, new Span(days(400), days(60))), collected(0, days(60))))
                .isEqualTo(Need.COLLECT);
    }

    @Test
    void goesOnByItselfOnlyWhereNobodyHasToPay() {
        MeterState unmonitored = meter(Status.UPDATED, false, new Span(days(100), days(5)));

        assertThat(rule(ImportKind.INCREMENTAL, false, false).of(unmonitored, collected(0, days(30)), NOW))
                .isEqualTo(Need.READ);
        assertThat(rule(ImportKind.INCREMENTAL, true, true).of(unmonitored, collected(0, days(30)), NOW))
                .isEqualTo(Need.READ);
        assertThat(rule(ImportKind.INCREMENTAL, true, false).of(unmonitored, collected(0, days(30)), NOW))
                .isEqualTo(Need.COLLECT);
        assertThat(rule(ImportKind.INCREMENTAL, true, false).of(unmonitored,
                collected(0, NOW.minus(Duration.ofHours(20))), NOW)).isEqualTo(Need.READ);
    }

    @Test
    void waitsForACollectionButNotForEverAndNotForARefresh() {
        MeterState pending = meter(Status.PENDING, true, WHOLE);

        assertThat(history(pending, Collected.NEVER)).isEqualTo(Need.WAIT);
        assertThat(history(pending, collected(1, NOW.minusSeconds(60)))).isEqualTo(Need.WAIT);
        assertThat(history(pending, collected(1, days(2)))).isEqualTo(Need.GIVE_UP_WAITING);
        assertThat(rule(ImportKind.INCREMENTAL, false, true).of(pending, Collected.NEVER, NOW)).isEqualTo(Need.READ);
        assertThat(rule(ImportKind.INCREMENTAL, true, true).of(meter(Status.PENDING, false),
                collected(0, NOW.minusSeconds(300)), NOW)).as("nothing is there to be read").isEqualTo(Need.WAIT);
    }

    @Test
    void triesAFailedCollectionAgainADayLaterAFewTimes() {
        MeterState errored = meter(Status.ERRORED, false);

        assertThat(history(errored, collected(1, NOW.minusSeconds(60)))).isEqualTo(Need.FAILED);
        assertThat(history(errored, collected(1, days(1)))).isEqualTo(Need.COLLECT);
        assertThat(history(errored, collected(2, days(1)))).isEqualTo(Need.COLLECT);
        assertThat(history(errored, collected(3, days(1)))).isEqualTo(Need.FAILED);
        assertThat(history(meter(Status.ERRORED, false, WHOLE), collected(1, days(1)))).isEqualTo(Need.READ);
    }

    @Test
    void recognisesTheTraceOfACollection() {
        assertThat(meter(Status.PENDING, false).showsCollectionSince(NOW)).isTrue();
        assertThat(meter(Status.UPDATED, false).showsCollectionSince(NOW)).isFalse();
        assertThat(new MeterState("1", Status.UPDATED, true, NOW.plusSeconds(5), List.of(), false)
                .showsCollectionSince(NOW)).isTrue();
        assertThat(new MeterState("1", Status.UPDATED, true, days(3), List.of(WHOLE), false)
                .showsCollectionSince(NOW)).isFalse();
    }
}
