// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.dcarbon.testing.TestPostgres;

import reactor.core.publisher.Flux;

/** Two replicas plan and claim beside each other. */
class PlannerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LEASE = Duration.ofHours(1);
    private static final List<String> PROVIDERS = Stream.concat(Stream.of("down"),
            IntStream.range(1, 50).mapToObj(number -> "up" + number)).toList();

    @SuppressWarnings("NullAway.Init")
    private static PlannerWorld world;

    @BeforeAll
    static void aWorld() {
        world = new PlannerWorld(TestPostgres.freshDatabase(), 2, 25, PROVIDERS);
    }

    @AfterAll
    static void itsEnd() {
        world.close();
    }

    @AfterEach
    void nothingIsLeft() {
        for (String table : List.of("import_jobs", "sync_plans", "meter_series", "meters")) {
            world.execute("delete from " + table, Map.of());
        }
    }

    @Test
    void inADayNoFacilityIsMissedAndNoneIsSynchronisedTwice() {
        world.facilities(500, PROVIDERS, world.clock.instant());
        var day = new SimulatedDay(world);
        day.run(day.turns());

        assertThat(world.count("select count(*) from import_jobs")).isEqualTo(500);
        assertThat(world.count("select count(distinct authorization_id) from import_jobs")).isEqualTo(500);
        assertThat(world.count("select count(*) from import_jobs where state = 'done'")).isEqualTo(490);
        assertThat(world.count("select count(*) from import_jobs where state = 'retrying' and provider_id = 'down'"))
                .isEqualTo(10);
        assertThat(world.count("""
                select count(*) from import_jobs where finished_at > created_at + interval '20 minutes'""")).isZero();
        assertThat(world.count("select count(distinct date_trunc('hour', created_at)) from import_jobs"))
                .isGreaterThan(20);
    }

    @Test
    void whatAnOutageOfOursHasLeftComesInAtAPace() {
        world.facilities(60, PROVIDERS, world.clock.instant().minus(Duration.ofDays(91)));

        assertThat(world.replica(0).planning().plan().block(PATIENCE)).isEqualTo(25);
        assertThat(world.replica(1).planning().plan().block(PATIENCE)).isEqualTo(25);
        assertThat(world.replica(0).planning().plan().block(PATIENCE)).isEqualTo(10);
        assertThat(world.replica(1).planning().plan().block(PATIENCE)).isZero();
    }

    @Test
    void theManyOfOneProviderDoNotKeepTheFewOfAnotherWaiting() {
        Instant now = world.clock.instant();
        world.facilities(300, List.of("up1"), now.minusSeconds(60));
        while (Objects.requireNonNull(world.replica(0).planning().plan().block(PATIENCE)) > 0) {
            // one batch after the other
        }
        world.facilities(3, List.of("up2"), now);
        world.replica(0).planning().plan().block(PATIENCE);

        assertThat(claimed(8)).filteredOn("up2"::equals).hasSize(3);
    }

    @Test
    void whatSomebodyWaitsForComesBeforeTheMany() {
        world.facilities(40, List.of("up1"), world.clock.instant());
        world.replica(0).planning().plan().block(PATIENCE);
        world.execute("""
                update import_jobs set urgent = true, kind = 'historical'
                 where id = (select max(id::text)::uuid from import_jobs)""", Map.of());

        ImportJob first = Objects.requireNonNull(world.replica(1).jobs().claim("worker", LEASE).block(PATIENCE));

        assertThat(first.kind().wire()).isEqualTo("historical");
    }

    @Test
    void oneAuthorizationHasOneImportUnderWay() {
        world.facilities(1, List.of("up1"), world.clock.instant());
        world.replica(0).planning().plan().block(PATIENCE);
        world.execute(
                """
                        insert into import_jobs (id, facility_id, authorization_id, provider_id, method, kind, attempt_key, state,
                            window_start, window_end, next_attempt_at, created_at)
                        select gen_random_uuid(), facility_id, authorization_id, provider_id, method, 'historical', 'other', 'queued',
                            window_start, window_end, next_attempt_at, created_at from import_jobs""",
                Map.of());

        assertThat(claimed(2)).hasSize(1);
    }

    @Test
    void manyWorkersAtTheSameMomentClaimOneImportOfEachAuthorization() {
        world.facilities(30, List.of("up1"), world.clock.instant());
        while (Objects.requireNonNull(world.replica(0).planning().plan().block(PATIENCE)) > 0) {
            // one batch after the other
        }
        world.execute(
                """
                        insert into import_jobs (id, facility_id, authorization_id, provider_id, method, kind, attempt_key, state,
                            window_start, window_end, next_attempt_at, created_at)
                        select gen_random_uuid(), facility_id, authorization_id, provider_id, method, 'backfill', 'other' || number,
                            'queued', window_start, window_end, next_attempt_at, created_at
                          from import_jobs cross join generate_series(1, 3) number""",
                Map.of());

        for (int round = 0; round < 8; round++) {
            Flux.range(0, 16)
                    .flatMap(worker -> world.replica(worker % 2).jobs().claim("worker", LEASE), 16)
                    .blockLast(PATIENCE);
        }

        assertThat(world.count("select count(*) from import_jobs where state = 'running'"))
                .isEqualTo(
                        world.count("select count(distinct authorization_id) from import_jobs where state = 'running'"))
                .isBetween(8L, 30L);
    }

    @Test
    void whatIsReadAgainGoesOnWhileItsUtilityIsDown() {
        world.facilities(3, List.of("up1"), world.clock.instant());
        world.replica(0).planning().plan().block(PATIENCE);
        world.execute(
                """
                        insert into import_jobs (id, facility_id, authorization_id, provider_id, method, kind, attempt_key, state,
                            window_start, window_end, next_attempt_at, created_at)
                        select gen_random_uuid(), facility_id, gen_random_uuid(), provider_id, method, 'backfill',
                            'reparse-' || id || '-now', 'queued', window_start, window_end, next_attempt_at, created_at
                          from import_jobs limit 1""",
                Map.of());
        world.execute("""
                insert into provider_health (provider_id, state, closed_until) values ('up1', 'down', '2199-01-01')""",
                Map.of());

        List<ImportJob> found = IntStream.range(0, 3)
                .mapToObj(_ -> world.replica(0).jobs().claim("worker", LEASE).blockOptional(PATIENCE))
                .flatMap(Optional::stream)
                .toList();
        world.execute("delete from provider_health", Map.of());

        assertThat(found).singleElement().matches(ImportJob::isReplay);
        assertThat(claimed(4)).hasSize(3);
    }

    private static List<String> claimed(int number) {
        List<String> providers = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            world.replica(i % 2).jobs().claim("worker", LEASE).blockOptional(PATIENCE)
                    .ifPresent(job -> providers.add(job.providerId()));
        }
        return providers;
    }
}
