// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.intervals.ImportKind;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** Reads how the synchronisation of a facility stands. */
@Repository
class SyncStates {
    private final DatabaseClient database;

    SyncStates(DatabaseClient database) {
        this.database = database;
    }

    /** The one that tells how it stands: that nothing came of what is missing of old does not. */
    Mono<LatestJob> latestJob(UUID facilityId) {
        return database.sql("""
                select * from import_jobs job where facility_id = :id and state <> 'superseded'
                   and not (state = 'failed' and""" + PlannedJobs.FILLS_IN + """
                ) order by created_at desc limit 1""")
                .bind("id", facilityId)
                .map(SyncStates::job)
                .one();
    }

    /** Whether an import of the authorization is not over, but for one that gives way. */
    Mono<Boolean> hasActive(UUID authorizationId) {
        return exists(authorizationId, "state = 'running' or not (" + PlannedJobs.FILLS_IN + ")");
    }

    /** The same, but for those that wait until a provider that is down answers again. */
    Mono<Boolean> isUnderWay(UUID authorizationId) {
        return exists(authorizationId, "state = 'running' or not (" + PlannedJobs.FILLS_IN
                + ") and not (state = 'waiting' and error_code is not distinct from 'provider_unavailable')");
    }

    /** Whether an import that is not over asks for what is new. */
    Mono<Boolean> bringsNew(UUID authorizationId) {
        return exists(authorizationId, "kind in ('historical', 'incremental')");
    }

    private Mono<Boolean> exists(UUID authorizationId, String condition) {
        return database.sql("""
                select exists (select 1 from import_jobs job where authorization_id = :id
                    and state in ('queued', 'running', 'waiting', 'retrying') and (%s)) as active"""
                .formatted(condition))
                .bind("id", authorizationId)
                .map(row -> Boolean.TRUE.equals(row.get("active", Boolean.class)))
                .one();
    }

    Mono<Instant> lastSuccess(UUID facilityId) {
        return database.sql("select last_sync from facility_syncs where facility_id = :id and last_sync is not null")
                .bind("id", facilityId)
                .map(row -> Objects.requireNonNull(row.get("last_sync", Instant.class)))
                .one();
    }

    private static LatestJob job(Readable row) {
        return new LatestJob(Objects.requireNonNull(row.get("authorization_id", UUID.class)), text(row, "provider_id"),
                AuthMethod.of(text(row, "method")), ImportKind.of(text(row, "kind")), text(row, "state"),
                Objects.requireNonNull(row.get("attempts", Integer.class)),
                Objects.requireNonNull(row.get("next_attempt_at", Instant.class)), number(row, "readings_total"),
                number(row, "readings_stored"), row.get("error_code", String.class),
                Objects.requireNonNull(row.get("created_at", Instant.class)), row.get("finished_at", Instant.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
