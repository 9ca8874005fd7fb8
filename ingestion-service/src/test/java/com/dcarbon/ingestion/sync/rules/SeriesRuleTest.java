// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync.rules;

import static com.dcarbon.ingestion.interval.rules.Direction.DELIVERED;
import static com.dcarbon.ingestion.interval.rules.Direction.GENERATED;
import static com.dcarbon.ingestion.interval.rules.Direction.NET;
import static com.dcarbon.ingestion.interval.rules.Direction.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import org.junit.jupiter.api.Test;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.source.SeriesFacts;
import com.dcarbon.ingestion.sync.rules.SeriesRule.Forward;

class SeriesRuleTest {
    private static final SeriesFacts NET_REPEATS = new SeriesFacts(true, true, false);
    private static final SeriesFacts NET_SAYS_MORE = new SeriesFacts(true, false, false);
    private static final SeriesFacts BELOW_ZERO = new SeriesFacts(true, true, true);

    private static SeriesRule rule(SeriesFacts facts, Set<Direction> told, Direction... stored) {
        return new SeriesRule(told, facts, Set.of(stored), Forward.AS_TOLD);
    }

    private static SeriesRule known(SeriesFacts facts, Set<Direction> told, Direction... stored) {
        return new SeriesRule(told, facts, Set.of(stored), Forward.NET);
    }

    @Test
    void aBalanceThatRepeatsItsPartsIsLeftOut() {
        SeriesRule rule = rule(NET_REPEATS, Set.of(DELIVERED, RECEIVED, NET));

        assertThat(rule.placeOf(NET)).isEmpty();
        assertThat(rule.placeOf(DELIVERED)).contains(DELIVERED);
        assertThat(rule.placeOf(RECEIVED)).contains(RECEIVED);
        assertThat(rule.placeOf(GENERATED)).contains(GENERATED);
    }

    @Test
    void aBalanceThatAloneTellsSomeOfItIsTakenWhole() {
        assertThat(rule(NET_SAYS_MORE, Set.of(DELIVERED, RECEIVED, NET)).placeOf(NET)).contains(NET);
        assertThat(rule(NET_SAYS_MORE, Set.of(NET), DELIVERED, RECEIVED).placeOf(NET)).contains(NET);
    }

    @Test
    void aMeterThatHasItsBalanceKeepsItWithoutHoles() {
        assertThat(rule(NET_REPEATS, Set.of(DELIVERED, RECEIVED, NET), NET).placeOf(NET)).contains(NET);
    }

    @Test
    void deliveredEnergyBelowZeroWasABalanceFromTheBeginning() {
        SeriesRule rule = rule(BELOW_ZERO, Set.of(DELIVERED), DELIVERED);

        assertThat(rule.placeOf(DELIVERED)).contains(NET);
        assertThat(rule.becomesNet()).isTrue();
        assertThat(rule.renamesHistory()).isTrue();
        assertThat(rule(BELOW_ZERO, Set.of(DELIVERED)).renamesHistory()).isFalse();
        assertThat(rule(BELOW_ZERO, Set.of(DELIVERED), DELIVERED, NET).renamesHistory()).isFalse();
    }

    @Test
    void aMeterOfGenerationHasNoBalance() {
        var rule = new SeriesRule(Set.of(DELIVERED), BELOW_ZERO, Set.of(DELIVERED), Forward.GENERATION);

        assertThat(rule.placeOf(DELIVERED)).contains(DELIVERED);
        assertThat(rule.becomesNet()).isFalse();
        assertThat(rule.renamesHistory()).isFalse();
    }

    @Test
    void itStaysABalanceInAWinterWithoutExport() {
        SeriesRule rule = known(SeriesFacts.NONE, Set.of(DELIVERED), NET);

        assertThat(rule.placeOf(DELIVERED)).contains(NET);
        assertThat(rule.becomesNet()).isFalse();
    }

    @Test
    void onceTheOtherWayIsToldTooDeliveredMeansDelivered() {
        assertThat(known(NET_SAYS_MORE, Set.of(DELIVERED, RECEIVED), NET).placeOf(DELIVERED)).contains(DELIVERED);
        assertThat(rule(BELOW_ZERO, Set.of(DELIVERED), DELIVERED, RECEIVED).placeOf(DELIVERED)).contains(DELIVERED);
    }

    @Test
    void besideATrueBalanceTheOldOneIsLeftOut() {
        assertThat(known(NET_SAYS_MORE, Set.of(DELIVERED, NET), NET).placeOf(DELIVERED)).isEmpty();
    }
}
