// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.Topic;
import com.dcarbon.events.authorization.ProviderNotified;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.ingestion.health.ProviderHealth;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.KafkaProbe;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A utility that tells of new data need not wait for the facility's time of the day. */
class HintedTurnIT extends ScheduledSyncTestBase {
    private static final String HINTED = "select count(*) from sync_plans where facility_id = :id and hinted_at is not null";

    @Autowired
    private ProviderHealth health;
    @Autowired
    private TransactionalOperator transaction;

    @Test
    void aNotificationBringsTheTurnForwardAndManyAreOne() {
        idleSinceYesterday();
        utilityHas(days(20, 1));

        notified();
        await(() -> count(HINTED) == 1);
        Instant soon = nextRun();
        assertThat(soon).isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(2)));
        Event<?> second = notified();
        await(() -> processed(second));
        assertThat(nextRun()).isEqualTo(soon);

        turnComes();
        assertThat(awaitImports(2).kind()).isEqualTo(ImportKind.INCREMENTAL);
        assertThat(count(HINTED)).isZero();
        notified();
        await(() -> count(HINTED) == 1);
        assertThat(nextRun()).as("not oftener than that").isBetween(Instant.now().plus(Duration.ofMinutes(235)),
                Instant.now().plus(Duration.ofMinutes(240)));
    }

    @Test
    void aNotificationDuringAnOutageIsFollowedWhenItIsOver() {
        idleSinceYesterday();
        Instant before = nextRun();
        utilityHas(days(20, 1));
        execute("""
                insert into provider_health (provider_id, state, failures, failing_since, closed_until)
                select 'sdge', 'down', 9, now(), now() + interval '1 hour' where cast(:id as uuid) is not null
                on conflict (provider_id) do update
                   set state = 'down', failures = 9, failing_since = now(), closed_until = now() + interval '1 hour'""");
        try {
            notified();
            await(() -> count(HINTED) == 1);
            assertThat(nextRun()).isEqualTo(before);
        } finally {
            health.heard("sdge", authorization, new FetchOutcome.Failed(FetchFailure.DATA_GONE, "answered", null))
                    .block(PATIENCE);
        }

        assertThat(awaitImports(2).kind()).isEqualTo(ImportKind.INCREMENTAL);
        assertThat(count(HINTED)).isZero();
    }

    @Test
    void aNotificationInTheMomentInWhichAnOutageEndsIsFollowed() {
        idleSinceYesterday();
        execute("""
                insert into provider_health (provider_id, state, failures, failing_since, closed_until)
                select 'sdge', 'down', 9, now(), now() + interval '1 hour' where cast(:id as uuid) is not null
                on conflict (provider_id) do update
                   set state = 'down', failures = 9, failing_since = now(), closed_until = now() + interval '1 hour'""");

        whileHeld("""
                update provider_health set state = 'up', failures = 0, failing_since = null, closed_until = null
                 where provider_id = 'sdge' and cast(:id as uuid) is not null""", () -> {
            notified();
            await(() -> waitsFor("provider_health"));
        });

        await(() -> count(HINTED) == 1);
        assertThat(nextRun()).isBefore(Instant.now().plus(Duration.ofMinutes(3)));
    }

    @Test
    void aNotificationHoldsNoImportThatWhoeverPlansMayWant() {
        idleSinceYesterday();
        execute("""
                update import_jobs set state = 'retrying', next_attempt_at = now() + interval '1 day', kind = 'backfill',
                       attempt_key = 'follows-1' where facility_id = :id""");

        whileHeld("select live from sync_plans where facility_id = :id for update", () -> {
            notified();
            await(() -> waitsFor("sync_plans"));
            assertThat(count("select count(*) from (select id from import_jobs where facility_id = :id"
                    + " for update skip locked) free")).isEqualTo(1);
        });

        await(() -> count(HINTED) == 1);
    }

    /** In a transaction that has run the statement and is committed afterwards. */
    private void whileHeld(String sql, Runnable meanwhile) {
        database.sql(sql)
                .bind("id", facility)
                .fetch()
                .all()
                .then(Mono.fromRunnable(meanwhile).subscribeOn(Schedulers.boundedElastic()))
                .as(transaction::transactional)
                .block(PATIENCE.multipliedBy(3));
    }

    private boolean waitsFor(String table) {
        return count(
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
                        + " and cast(:id as uuid) is not null and query like '%" + table + "%'") > 0;
    }

    @Test
    void anImportOfWhatIsNewThatIsNotOverIsEnough() {
        idleSinceYesterday();
        Instant before = nextRun();
        execute("""
                update import_jobs set state = 'retrying', next_attempt_at = now() + interval '1 day'
                 where facility_id = :id""");

        Event<?> hint = notified();
        await(() -> processed(hint));

        assertThat(count(HINTED)).isZero();
        assertThat(nextRun()).isEqualTo(before);
        execute("update import_jobs set kind = 'backfill', attempt_key = 'follows-1' where facility_id = :id");
        notified();
        await(() -> count(HINTED) == 1);
    }

    /** Its next turn is hours away, its last one was long ago. */
    private void idleSinceYesterday() {
        utilityHas(days(20, 3));
        imported();
        execute("""
                update sync_plans set turned_at = now() - interval '1 day', next_run_at = now() + interval '10 hours'
                 where facility_id = :id""");
    }

    private Instant nextRun() {
        return Objects.requireNonNull(database.sql("select next_run_at from sync_plans where facility_id = :id")
                .bind("id", facility)
                .map(row -> row.get("next_run_at", Instant.class))
                .one()
                .block(PATIENCE));
    }

    private Event<?> notified() {
        var hint = new ProviderNotified(facility, authorization, "sdge",
                List.of(URI.create("https://utility.example/espi/1_1/resource/Batch/Subscription/7")), Instant.now());
        Event<?> event = new Event<>(Ids.next(), EventKind.PROVIDER_NOTIFIED.typeName(), "/authorization-service",
                Instant.now(), facility.toString(), 1, hint);
        KafkaProbe.shared().publish(Topic.PROVIDER_HINTS, event);
        return event;
    }

    private boolean processed(Event<?> event) {
        return Boolean.TRUE.equals(database.sql("select exists (select from inbox where event_id = :event)")
                .bind("event", event.id())
                .map(row -> row.get(0, Boolean.class))
                .one()
                .block(PATIENCE));
    }
}
