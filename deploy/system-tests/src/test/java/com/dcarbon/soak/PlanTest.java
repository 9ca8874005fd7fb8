// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.dcarbon.local.Part;
import com.dcarbon.local.Part.Replica;
import com.dcarbon.local.Part.Server;
import com.dcarbon.local.service.Service;
import com.dcarbon.soak.Plan.Step;

class PlanTest {

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        assertThat(Plan.shortForm(7)).isEqualTo(Plan.shortForm(7)).isNotEqualTo(Plan.shortForm(8));
        assertThat(longForm(7)).isEqualTo(longForm(7)).isNotEqualTo(longForm(8));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4711})
    void killsTheWorkersAndBothServersInItsShortForm(long seed) {
        assertThat(kills(Plan.shortForm(seed)).map(Step.Kill::part).map(PlanTest::kind)).containsExactlyInAnyOrder(
                Service.AUTHORIZATION, Service.INGESTION, Service.NOTIFICATION, Service.AUDIT, Server.KAFKA,
                Server.POSTGRES);
    }

    @Test
    void killsEveryReplicaOfEveryServiceInItsLongForm() {
        List<Part> killed = kills(longForm(3)).map(Step.Kill::part).toList();
        assertThat(killed).contains(Server.values()).contains(Replica.first(Service.GATEWAY),
                Replica.second(Service.GATEWAY), Replica.second(Service.AUDIT));
        assertThat(killed).noneMatch(part -> kind(part) == Service.NEIGHBOURS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4711})
    void leavesTimeBetweenTwoKills(long seed) {
        List<Duration> times = kills(longForm(seed)).map(Step.Kill::at).toList();
        for (int kill = 1; kill < times.size(); kill++) {
            assertThat(times.get(kill).minus(times.get(kill - 1))).isGreaterThanOrEqualTo(Plan.CALM);
        }
    }

    @Test
    void sendsEverythingAgainBetweenAndAfterTheKills() {
        List<Step> steps = longForm(5).steps();
        assertThat(steps).filteredOn(Step.Redeliver.class::isInstance).hasSizeGreaterThan(2);
        assertThat(steps.stream().filter(step -> !(step instanceof Step.Trouble)).toList().getLast())
                .isInstanceOf(Step.Redeliver.class);
    }

    @Test
    void bringsAsManyCustomersAsWereAskedForToAllUtilities() {
        assertThat(longForm(5).visits()).hasSize(20).extracting(Plan.Visit::utility).contains("pge", "sce", "sdge");
        assertThat(longForm(5).visits()).extracting(Plan.Visit::login).doesNotHaveDuplicates();
        assertThat(longForm(5).visits()).extracting(Plan.Visit::user).contains("owner", "operator", "home");
    }

    private static Plan longForm(long seed) {
        return Plan.longForm(seed, Duration.ofMinutes(10), 20);
    }

    private static Stream<Step.Kill> kills(Plan plan) {
        return plan.steps().stream().filter(Step.Kill.class::isInstance).map(Step.Kill.class::cast);
    }

    private static Object kind(Part part) {
        return switch (part) {
            case Server server -> server;
            case Replica replica -> replica.service();
        };
    }
}
