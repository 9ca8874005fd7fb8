// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.assertj.core.api.Assertions;
import org.assertj.core.data.TemporalUnitOffset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.ReauthorizationRequired;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.events.intervals.IntervalDataImported;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.KafkaProbe;

import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Data keep flowing by themselves. */
class ScheduledSyncIT extends ScheduledSyncTestBase {
    @Autowired
    private PlanningImports planning;
    @Autowired
    private TransactionalOperator transaction;

    @Test
    void aTurnFetchesWhatIsNewAndTheNextComesADayLater() {
        utilityHas(days(20, 3));
        imported();
        assertThat(nextRun()).isBetween(Instant.now().plus(Duration.ofHours(11)),
                Instant.now().plus(Duration.ofHours(37)));

        utilityHas(days(20, 1));
        turnComes();
        IntervalDataImported run = awaitImports(2);

        assertThat(run.kind()).isEqualTo(ImportKind.INCREMENTAL);
        assertThat(run.start()).isEqualTo(midnight(33));
        assertThat(run.end()).isCloseTo(Instant.now(), within(3));
        assertThat(nextRun()).isAfter(Instant.now().plus(Duration.ofHours(11)));
        assertThat(meters().get(0).path("interval_coverage").path("end").asString()).isEqualTo(midnight(1).toString());
        await(() -> audited("scheduled_sync").size() == 1);
        var audited = (AuditRecord) audited("scheduled_sync").getFirst().data();
        assertThat(audited.details()).containsEntry("outcome", "completed").containsEntry("kind", "incremental");
    }

    private static TemporalUnitOffset within(int minutes) {
        return Assertions.within(minutes, ChronoUnit.MINUTES);
    }

    private Instant nextRun() {
        return Instant.parse(sync().path("next_run").asString());
    }

    @Test
    void anImportThatIsNotOverKeepsTheTurnWaiting() {
        utilityHas(days(20, 3));
        imported();
        execute("update import_jobs set state = 'waiting', next_attempt_at = now() + interval '1 day' where facility_id = :id");

        turnComes();
        await(() -> count("select count(*) from sync_plans where facility_id = :id and next_run_at > now()") == 1);

        assertThat(count("select count(*) from import_jobs where facility_id = :id")).isEqualTo(1);
        user(owner).post().uri("/facilities/{id}/sync", facility).exchange().expectStatus().isAccepted();
        JsonNode refused = json(user(owner).post().uri("/facilities/{id}/sync", facility)
                .header("Content-Type", "application/json")
                .bodyValue("{\"start\":\"%s\",\"end\":\"%s\"}".formatted(midnight(40), midnight(35)))
                .exchange().expectStatus().isEqualTo(409));
        assertThat(refused.path("code").asString()).isEqualTo("synchronisation_under_way");
        assertThat(count("select count(*) from import_jobs where facility_id = :id")).isEqualTo(1);
        assertThat(count("""
                select count(*) from sync_plans where facility_id = :id
                   and next_run_at between now() + interval '25 minutes' and now() + interval '1 hour'"""))
                .isEqualTo(1);
    }

    @Test
    void aPlannerThatDiesBetweenOrderAndTurnHasDoneNeither() {
        utilityHas(days(20, 3));
        imported();
        execute("update sync_plans set live = false where facility_id = :id");
        Mono<Void> dying = Mono.defer(() -> database.sql("""
                update sync_plans set live = true, next_run_at = to_timestamp(1) where facility_id = :id""")
                .bind("id", facility)
                .then())
                .then(Mono.defer(planning::plan))
                .then(Mono.defer(() -> database.sql("select count(*) from import_jobs where facility_id = :id")
                        .bind("id", facility)
                        .map(row -> row.get(0, Long.class))
                        .one()))
                .flatMap(jobs -> Mono.<Void>error(new IllegalStateException("dies after ordering " + jobs)))
                .as(transaction::transactional);

        assertThatThrownBy(() -> dying.block(PATIENCE)).hasMessage("dies after ordering 2");

        assertThat(count("select count(*) from import_jobs where facility_id = :id")).isEqualTo(1);
        execute("update sync_plans set live = true, next_run_at = to_timestamp(1) where facility_id = :id");
        assertThat(awaitImports(2).kind()).isEqualTo(ImportKind.INCREMENTAL);
    }

    @Test
    void monthsWithoutSynchronisationAreFetchedInPartsThatFollowEachOther() {
        utilityHas(days(200, 190));
        imported();
        execute("update sync_plans set covered_until = now() - interval '190 days' where facility_id = :id");

        turnComes();
        awaitImports(4);

        assertThat(windows()).isEqualTo("220-130 130-40 40-0");
        assertThat(sync().path("kind").asString()).isEqualTo("incremental");
        assertThat(count("""
                select count(*) from meters where facility_id = :id and covered_from < now() - interval '215 days'"""))
                .as("the run counts as a whole").isEqualTo(1);
    }

    private String windows() {
        return String.valueOf(database.sql("""
                select string_agg(extract(day from date_trunc('day', now() at time zone 'America/Los_Angeles')
                         - date_trunc('day', window_start at time zone 'America/Los_Angeles')) || '-' ||
                       extract(day from date_trunc('day', now() at time zone 'America/Los_Angeles')
                         - date_trunc('day', window_end at time zone 'America/Los_Angeles')), ' ' order by window_start)
                  from import_jobs where facility_id = :id and kind = 'incremental'""")
                .bind("id", facility)
                .map(row -> row.get(0, String.class))
                .one()
                .block(PATIENCE));
    }

    @Test
    void anAuthorizationThatHasEndedHasNoTurnAndCannotBeSynchronised() {
        utilityHas(days(20, 3));
        imported();
        var ended = new ReauthorizationRequired(facility, authorization, AuthMethod.GREEN_BUTTON, "sdge",
                Instant.now(), "expired", "Ended.", "Authorize again.");
        KafkaProbe.shared().publish(EventKind.REAUTHORIZATION_REQUIRED.topic(),
                new Event<>(Ids.next(), EventKind.REAUTHORIZATION_REQUIRED.typeName(), "/authorization-service",
                        Instant.now(), facility.toString(), 2, ended));
        await(() -> sync().path("next_run").isNull());

        JsonNode refused = json(user(owner).post().uri("/facilities/{id}/sync", facility).exchange().expectStatus()
                .isEqualTo(409));
        assertThat(refused.path("code").asString()).isEqualTo("authorization_ended");
        turnComes();

        authorized("sdge", 3);
        awaitImports(2);
        assertThat(count("select count(*) from import_jobs where facility_id = :id and kind = 'incremental'")).isZero();
        assertThat(nextRun()).isAfter(Instant.now().plus(Duration.ofHours(11)));
    }

    @Test
    void aPeriodThatAPersonWantsOnceMoreMovesNothingOn() {
        utilityHas(days(20, 3));
        imported();
        String before = sync().path("last_success").asString();
        utilityHas(days(40, 35), days(20, 1));

        user(owner).post().uri("/facilities/{id}/sync", facility)
                .header("Content-Type", "application/json")
                .bodyValue("{\"start\":\"%s\",\"end\":\"%s\"}".formatted(midnight(40), midnight(35)))
                .exchange().expectStatus().isAccepted();
        IntervalDataImported again = awaitImports(2);

        assertThat(again.kind()).isEqualTo(ImportKind.BACKFILL);
        assertThat(again.start()).isEqualTo(midnight(40));
        assertThat(again.end()).isEqualTo(midnight(35));
        JsonNode coverage = meters().get(0).path("interval_coverage");
        assertThat(coverage.path("start").asString()).isEqualTo(midnight(40).toString());
        assertThat(coverage.path("end").asString()).isEqualTo(midnight(3).toString());
        assertThat(coverage.path("gaps")).hasSize(1);
        assertThat(sync().path("last_success").asString()).isEqualTo(before);
        assertThat(audited("scheduled_sync")).isEmpty();
    }

    @Test
    void aPeriodMustLieInThePast() {
        utilityHas(days(20, 3));
        imported();
        for (String body : new String[]{"{\"start\":\"2026-01-02T00:00:00Z\",\"end\":\"2026-01-01T00:00:00Z\"}",
                "{\"start\":\"2026-01-02T00:00:00Z\",\"end\":\"2199-01-01T00:00:00Z\"}",
                "{\"start\":\"1999-01-02T00:00:00Z\",\"end\":\"2026-01-01T00:00:00Z\"}",
                "{\"start\":\"2026-01-02T00:00:00Z\"}"}) {
            user(owner).post().uri("/facilities/{id}/sync", facility).header("Content-Type", "application/json")
                    .bodyValue(body).exchange().expectStatus().isBadRequest();
        }
    }
}
