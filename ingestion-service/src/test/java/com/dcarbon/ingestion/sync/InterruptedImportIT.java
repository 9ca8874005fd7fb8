// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import static com.dcarbon.ingestion.espi.FeedFixture.simple;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import com.dcarbon.events.EventKind;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.platform.ids.Ids;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Imports whose worker dies, is overtaken or is told to end, at whatever moment. */
class InterruptedImportIT extends LongImportTestBase {
    @Autowired
    private RunningImport running;
    @Autowired
    private ConnectionFactory connections;
    @Autowired
    private MeterRegistry metrics;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void killedAnywhereAgainAndAgainItIsFinishedOnceAndWhole(long seed) {
        var random = new Random(seed);
        insertJob();
        for (int death = 0; death < 5; death++) {
            Disposable worker = running.run(claimed(), Mono.never()).subscribe();
            Mono.delay(Duration.ofMillis(random.nextInt(600))).block(PATIENCE);
            worker.dispose();
        }

        letGo();

        isFinishedOnceAndWhole();
    }

    @Test
    void killedInTheMiddleOfItsSlicesItIsFinishedOnceAndWhole() throws SQLException {
        insertJob();
        try (java.sql.Connection hand = noRoomFor2026()) {
            Disposable worker = running.run(claimed(), Mono.never()).subscribe();
            await(() -> stored() > 0);
            worker.dispose();
            assertThat(stored()).isLessThan(READINGS);
            hand.rollback();
        }

        letGo();

        isFinishedOnceAndWhole();
        assertThat(count("select deaths from import_jobs where facility_id = :id")).isEqualTo(1);
    }

    @Test
    void killedAfterItsLastSliceItIsFinishedOnceAndWhole() {
        insertJob();
        execute("update import_jobs set meters_announced = true where facility_id = :id");
        execute("insert into facility_syncs (facility_id, version) values (:id, 1)");
        // The last transaction has to wait for this row.
        Connection hand = held("select * from facility_syncs where facility_id = '" + facility + "' for update");
        Disposable worker = running.run(claimed(), Mono.never()).subscribe();
        await(() -> stored() == READINGS);
        worker.dispose();
        release(hand);
        assertThat(events(EventKind.INTERVAL_DATA_IMPORTED)).isEmpty();

        letGo();

        awaitSync("done");
        await(() -> events(EventKind.INTERVAL_DATA_IMPORTED).size() == 1);
        assertThat(readings()).isEqualTo(READINGS);
    }

    @Test
    void aWorkerThatWasOvertakenWhileTheUtilityWasSlowWritesNothing() {
        answers(simple(1, START, 900, 1, 2, 3).xml(), 3_000);
        insertJob();
        double lost = lost();
        ImportJob old = claimed();
        Mono<Void> slow = running.run(old, Mono.never()).cache();
        slow.subscribe();
        await(() -> requests() == 1);
        answers(simple(1, START, 900, 7, 8, 9).xml(), 0);

        letGo();
        await(() -> events(EventKind.INTERVAL_DATA_IMPORTED).size() == 1);
        slow.block(PATIENCE);

        assertThat(count("select sum(wh)::bigint from intervals i join meters m on m.id = i.meter_id"
                + " where m.facility_id = :id")).isEqualTo(7 + 8 + 9);
        assertThat(events(EventKind.INTERVAL_DATA_IMPORTED)).hasSize(1);
        assertThat(events(EventKind.SYNC_FAILED)).isEmpty();
        assertThat(lost()).isEqualTo(lost + 1);
        leavesNoTemporaryFiles();
    }

    @Test
    void aProcessThatIsToldToEndHandsItsImportBackAtOnce() {
        answers(simple(1, START, 900, 1, 2, 3).xml(), 10_000);
        insertJob();
        Sinks.Empty<Void> ending = Sinks.empty();
        Mono<Void> run = running.run(claimed(), ending.asMono()).cache();
        run.subscribe();
        await(() -> requests() == 1);
        answers(simple(1, START, 900, 7, 8, 9).xml(), 0);

        ending.tryEmitEmpty();
        run.block(PATIENCE);

        awaitSync("done");
        assertThat(count("select attempts + deaths from import_jobs where facility_id = :id")).isZero();
        leavesNoTemporaryFiles();
    }

    @Test
    void twoImportsOfOneFacilityAtTheSameTimeDoNotDisturbEachOther() {
        UUID another = Ids.next();
        neighbours.handOut(another, "token-1", neighbours.stubs().baseUrl() + batch, null);
        insertJob();
        execute("""
                insert into import_jobs (id, facility_id, authorization_id, provider_id, method, kind, attempt_key, state,
                    window_start, window_end, next_attempt_at, created_at)
                select gen_random_uuid(), facility_id, '%s', provider_id, method, kind, attempt_key, 'queued',
                    window_start, window_end, now(), now()
                  from import_jobs where facility_id = :id"""
                .formatted(another));

        letGo();

        await(() -> events(EventKind.INTERVAL_DATA_IMPORTED).size() == 2);
        assertThat(readings()).isEqualTo(READINGS);
        assertThat(meters()).hasSize(1);
        assertThat(count("select sum(attempts + waits)::bigint from import_jobs where facility_id = :id")).isZero();
        assertThat(events(EventKind.SYNC_FAILED)).isEmpty();
    }

    private double lost() {
        return metrics.counter("dcarbon.leases.lost", "work", "import").count();
    }

    /** A job that no worker of the service claims, because it has one. */
    private void insertJob() {
        database.sql(
                """
                        insert into import_jobs (id, facility_id, authorization_id, provider_id, method, kind, attempt_key, state,
                            window_start, window_end, next_attempt_at, leased_by, leased_until, lease_token, created_at)
                        values (:job, :id, :authorization, 'plain', 'green_button', 'historical', 'test', 'running',
                            '2025-09-03T07:00:00Z', '2026-05-01T07:00:00Z', now(), 'test', now() + interval '1 hour',
                            gen_random_uuid(), now())""")
                .bind("job", job)
                .bind("id", facility)
                .bind("authorization", authorization)
                .then()
                .block(PATIENCE);
    }

    /** As if a worker had claimed it anew. */
    private ImportJob claimed() {
        UUID lease = UUID.randomUUID();
        execute("update import_jobs set lease_token = '" + lease + "', readings_stored = 0"
                + " where facility_id = :id and state = 'running'");
        return new ImportJob(job, facility, authorization, "plain", AuthMethod.GREEN_BUTTON, ImportKind.HISTORICAL,
                new ImportJob.Run("test", Instant.parse("2025-09-03T07:00:00Z"), Instant.parse("2026-05-01T07:00:00Z"),
                        0),
                Instant.parse("2025-09-03T07:00:00Z"), Instant.parse("2026-05-01T07:00:00Z"), 0, 0, 0,
                Instant.now(), Instant.now(), lease, null, Map.of(), List.of(), null);
    }

    /** The lease runs out, so that the service's own workers take over. */
    private void letGo() {
        execute("update import_jobs set leased_until = now() - interval '1 second' where facility_id = :id");
    }

    private Connection held(String sql) {
        Connection connection = Objects.requireNonNull(Mono.from(connections.create()).block(PATIENCE));
        Mono.from(connection.beginTransaction()).block(PATIENCE);
        Flux.from(connection.createStatement(sql).execute())
                .flatMap(result -> result.map((row, metadata) -> 1))
                .blockLast(PATIENCE);
        return connection;
    }

    private static void release(Connection connection) {
        Mono.from(connection.rollbackTransaction()).then(Mono.from(connection.close())).block(PATIENCE);
    }
}
