// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.events.intervals.IntervalDataImported;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Whoever asks for a synchronisation gets what is new, whatever else is under way. */
class SyncNowIT extends ScheduledSyncTestBase {
    private static final String ASKED = """
            select count(*) from import_jobs where facility_id = :id and kind = 'incremental' and state = 'queued'
               and attempt_key like 'asked-%'""";

    @Autowired
    private MeterRegistry metrics;

    @Test
    void whatIsNewIsFetchedRightAfterABackfillThatIsUnderWay() {
        utilityHas(days(20, 3));
        imported();
        otherIsUnderWay("follows-1");

        syncNow("").expectStatus().isAccepted();
        syncNow("").expectStatus().isAccepted();
        syncNow("{\"start\":\"%s\",\"end\":\"%s\"}".formatted(midnight(40), midnight(35))).expectStatus()
                .isEqualTo(409);

        assertThat(count(ASKED)).as("once, and not beside the other").isEqualTo(1);
        assertThat(sync().path("state").asString()).isEqualTo("queued");
        await(() -> audited("sync_requested").size() == 2);
        assertThat(audited("sync_requested")).extracting(event -> (AuditRecord) event.data())
                .allSatisfy(asked -> assertThat(asked.userId()).isEqualTo(owner))
                .allSatisfy(asked -> assertThat(asked.ipAddress()).isNotNull())
                .extracting(asked -> asked.details().get("started"))
                .containsExactly(true, false);
        utilityHas(days(20, 1));
        execute("update import_jobs set state = 'done' where facility_id = :id and state = 'running'");
        IntervalDataImported run = awaitImports(2);
        assertThat(run.kind()).isEqualTo(ImportKind.INCREMENTAL);
        assertThat(run.start()).isEqualTo(midnight(33));
    }

    @Test
    void aPeriodThatAPersonWaitsForDoesNotGiveWayToWhatIsNew() {
        utilityHas(days(20, 3));
        imported();
        otherIsUnderWay("asked-1");
        execute("""
                update import_jobs set state = 'waiting', next_attempt_at = now() + interval '1 day', leased_by = null,
                       leased_until = null
                 where facility_id = :id and state = 'running'""");

        syncNow("").expectStatus().isAccepted();

        assertThat(awaitImports(2).kind()).isEqualTo(ImportKind.INCREMENTAL);
        assertThat(count("select count(*) from import_jobs where facility_id = :id and state = 'waiting'"))
                .isEqualTo(1);
    }

    @Test
    void theWaitForTheFirstReadingsEndsWithTheImportThatBringsThem() {
        long before = firstReadings().count();
        utilityHas(days(3, 3));
        imported();
        assertThat(firstReadings().count()).isEqualTo(before);

        utilityHas(days(20, 3));
        turnComes();
        awaitImports(2);
        await(() -> firstReadings().count() == before + 1);
        turnComes();
        awaitImports(3);
        assertThat(firstReadings().count()).isEqualTo(before + 1);
    }

    private Timer firstReadings() {
        return metrics.timer("dcarbon.authorized.to.first.reading", "provider", "sdge");
    }

    /** A worker elsewhere is at older data. */
    private void otherIsUnderWay(String key) {
        execute("""
                insert into import_jobs (id, facility_id, authorization_id, provider_id, method, kind, attempt_key, state,
                    window_start, window_end, next_attempt_at, created_at, urgent, leased_by, leased_until, lease_token)
                select gen_random_uuid(), facility_id, authorization_id, provider_id, method, 'backfill', '%s', 'running',
                       '%s', '%s', now(), now(), false, 'elsewhere', now() + interval '1 hour', gen_random_uuid()
                  from sync_plans where facility_id = :id"""
                .formatted(key, midnight(15), midnight(12)));
    }

    private ResponseSpec syncNow(String body) {
        var request = user(owner).post().uri("/facilities/{id}/sync", facility);
        return body.isEmpty()
                ? request.exchange()
                : request.header("Content-Type", "application/json").bodyValue(body).exchange();
    }
}
