// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import com.dcarbon.events.EventKind;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.events.intervals.SyncFailed;
import com.dcarbon.ingestion.IngestionTestBase;
import com.dcarbon.ingestion.espi.FeedFixture;
import com.dcarbon.platform.ids.Ids;

/** Workers that die in the middle. */
class CrashIT extends IngestionTestBase {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long START = 1_767_254_400;

    @Autowired
    private LeasedJobs jobs;

    @Test
    void anImportWhoseWorkerDiedIsFinishedOnceByAnother() throws Exception {
        facilityExists();
        neighbours.feedOf("customer-" + facility, FeedFixture.simple(1, START, 900, new long[96 * 30]).xml());
        neighbours.authorize(authorization, "sdge", "customer-" + facility);
        authorized("sdge");
        awaitSync("done");

        // As if it had died after some of the slices: meters told, a part of the blocks there, the lease run out.
        execute("""
                delete from interval_blocks where start_at > '2026-01-12'
                   and meter_id in (select id from meters where facility_id = :id)""");
        execute("""
                update import_jobs set state = 'running', leased_until = now() - interval '1 minute', finished_at = null
                 where facility_id = :id""");
        await(() -> events(EventKind.INTERVAL_DATA_IMPORTED).size() == 2);

        awaitSync("done");
        assertThat(events(EventKind.METERS_IMPORTED)).hasSize(1);
        assertThat(
                count("select count(*) from intervals i join meters m on m.id = i.meter_id where m.facility_id = :id"))
                .isEqualTo(96 * 30);
        assertThat(count("select attempts from import_jobs where facility_id = :id")).isZero();
        assertThat(count("""
                select count(*) from interval_block_revisions r join meters m on m.id = r.meter_id
                 where m.facility_id = :id""")).isZero();
    }

    @Test
    void aJobThatKillsItsWorkersIsGivenUp() {
        facilityExists();
        insertRunningJob(5, Instant.now().minusSeconds(60));

        assertThat(awaitSync("failed").path("last_error").path("code").asString()).isEqualTo("workers_died");
        var told = (SyncFailed) awaitEvent(EventKind.SYNC_FAILED).data();
        assertThat(told.nextAttemptAt()).isNull();
        assertThat(told.message()).contains("interrupted again and again");
    }

    @Test
    void aWorkerThatLostItsLeaseCanWriteNothing() {
        Instant now = Instant.now();
        UUID id = insertRunningJob(0, now.plusSeconds(3_600));
        var lost = new ImportJob(id, facility, authorization, "odd", AuthMethod.GREEN_BUTTON, ImportKind.HISTORICAL,
                new ImportJob.Run("test", now, now, 0), now, now, 0, 0, 0, now, now, UUID.randomUUID(), null, Map.of(),
                List.of(), null);

        assertThatThrownBy(() -> jobs.renew(lost, PATIENCE).block(PATIENCE)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> jobs.begin(lost, 1).block(PATIENCE)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> jobs.advance(lost, 1).block(PATIENCE)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> jobs.finish(lost, Map.of()).block(PATIENCE)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> jobs.postpone(lost, now, null, Map.of()).block(PATIENCE))
                .isInstanceOf(LeaseLostException.class);
    }

    /** A job in the hands of some worker. */
    private UUID insertRunningJob(int deaths, Instant leasedUntil) {
        UUID id = Ids.next();
        database.sql(
                """
                        insert into import_jobs (id, facility_id, authorization_id, provider_id, method, kind, attempt_key, state,
                            window_start, window_end, deaths, next_attempt_at, leased_by, leased_until, lease_token, created_at)
                        values (:job, :id, :authorization, 'odd', 'green_button', 'historical', 'test', 'running', now(), now(),
                            :deaths, now(), 'somebody', :until, gen_random_uuid(), now())""")
                .bind("job", id)
                .bind("id", facility)
                .bind("authorization", authorization)
                .bind("deaths", deaths)
                .bind("until", leasedUntil)
                .then()
                .block(PATIENCE);
        return id;
    }

    private void execute(String sql) {
        database.sql(sql).bind("id", facility).then().block(PATIENCE);
    }
}
