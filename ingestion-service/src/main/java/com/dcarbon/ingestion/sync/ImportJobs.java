// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.tracing.TraceParents;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The imports to do, as rows that workers claim with {@code SKIP LOCKED}. Each claim has a lease; every write shows it,
 * so that a worker that was thought dead cannot write beside its successor.
 */
@Repository
class ImportJobs {
    private final DatabaseClient database;
    private final Clock clock;
    private final JsonMapper json;
    private final TraceParents traces;

    ImportJobs(DatabaseClient database, Clock clock, JsonMapper json, TraceParents traces) {
        this.database = database;
        this.clock = clock;
        this.json = json;
        this.traces = traces;
    }

    /** Adds it unless it is there already; imports of the same authorization that have not begun give way. */
    Mono<Void> add(NewImport wanted) {
        return Mono.defer(() -> database.sql("""
                with added as (
                    insert into import_jobs (id, facility_id, authorization_id, provider_id, method, kind, attempt_key,
                        state, window_start, window_end, next_attempt_at, created_at, traceparent)
                    values (:id, :facility, :authorization, :provider, :method, :kind, :key, 'queued', :start, :end,
                        :now, :now, nullif(:traceparent, ''))
                    on conflict (authorization_id, attempt_key) do nothing
                    returning authorization_id)
                update import_jobs set state = 'superseded', finished_at = :now
                 where authorization_id in (select authorization_id from added)
                   and state in ('queued', 'waiting', 'retrying')""")
                .bind("id", Ids.next())
                .bind("facility", wanted.facilityId())
                .bind("authorization", wanted.authorizationId())
                .bind("provider", wanted.providerId())
                .bind("method", wanted.method().wire())
                .bind("kind", wanted.kind().wire())
                .bind("key", wanted.attemptKey())
                .bind("start", wanted.start())
                .bind("end", wanted.end())
                .bind("now", clock.instant())
                .bind("traceparent", traces.current())
                .then());
    }

    /** Claims the import that has been due the longest; one whose worker has died counts as failed once more. */
    Mono<ImportJob> claim(String worker, Duration lease) {
        return database.sql("""
                update import_jobs
                   set state = 'running', leased_by = :worker, leased_until = :until, lease_token = :token,
                       attempts = attempts + case when state = 'running' then 1 else 0 end,
                       readings_total = 0, readings_stored = 0
                 where id = (
                    select id from import_jobs
                     where state in ('queued', 'waiting', 'retrying') and next_attempt_at <= :now
                        or state = 'running' and leased_until < :now
                     order by next_attempt_at limit 1
                       for update skip locked)
                returning *""")
                .bind("worker", worker)
                .bind("until", clock.instant().plus(lease))
                .bind("token", UUID.randomUUID())
                .bind("now", clock.instant())
                .map(ImportJobs::job)
                .one();
    }

    /** @throws LeaseLostException if the job is another worker's */
    Mono<Void> renew(ImportJob job, Duration lease) {
        return leased(database.sql("update import_jobs set leased_until = :until" + WHERE_LEASED)
                .bind("until", clock.instant().plus(lease)), job);
    }

    /** Notes how much there is to store; in the transaction that stores the meters. */
    Mono<Boolean> begin(ImportJob job, long readings) {
        return database.sql("""
                with before as (select id, meters_announced from import_jobs where id = :id)
                update import_jobs set readings_total = :total, meters_announced = true
                  from before
                 where import_jobs.id = before.id and lease_token = :token and state = 'running'
                returning before.meters_announced""")
                .bind("total", readings)
                .bind("id", job.id())
                .bind("token", job.lease())
                .map(row -> Boolean.TRUE.equals(row.get("meters_announced", Boolean.class)))
                .one()
                .switchIfEmpty(Mono.error(LeaseLostException::new));
    }

    /** Notes that a slice is stored, in its transaction. */
    Mono<Void> advance(ImportJob job, int readings) {
        return leased(database.sql("update import_jobs set readings_stored = readings_stored + :count" + WHERE_LEASED)
                .bind("count", readings), job);
    }

    /** Ends it well, in the last transaction. */
    Mono<Long> finish(ImportJob job, Map<String, Long> notes) {
        return database.sql("""
                update import_jobs
                   set state = 'done', finished_at = :now, error_code = null, notes = :notes::jsonb,
                       leased_by = null, leased_until = null
                 where id = :id and lease_token = :token and state = 'running'
                returning readings_stored""")
                .bind("now", clock.instant())
                .bind("notes", json.writeValueAsString(notes))
                .bind("id", job.id())
                .bind("token", job.lease())
                .map(row -> Objects.requireNonNull(row.get("readings_stored", Long.class)))
                .one()
                .switchIfEmpty(Mono.error(LeaseLostException::new));
    }

    /** Puts it back until the provider is ready; not a failure. */
    Mono<Void> postpone(ImportJob job, Instant until) {
        return leased(database.sql("""
                update import_jobs set state = 'waiting', waits = waits + 1, next_attempt_at = :until,
                       leased_by = null, leased_until = null""" + WHERE_LEASED).bind("until", until), job);
    }

    Mono<Void> retry(ImportJob job, FetchFailure failure, Instant next) {
        return leased(database.sql("""
                update import_jobs set state = 'retrying', attempts = attempts + 1, next_attempt_at = :next,
                       error_code = :code, leased_by = null, leased_until = null""" + WHERE_LEASED)
                .bind("next", next)
                .bind("code", failure.code()), job);
    }

    Mono<Void> giveUp(ImportJob job, FetchFailure failure) {
        return leased(database.sql("""
                update import_jobs set state = 'failed', attempts = attempts + 1, finished_at = :now,
                       error_code = :code, leased_by = null, leased_until = null""" + WHERE_LEASED)
                .bind("now", clock.instant())
                .bind("code", failure.code()), job);
    }

    private static final String WHERE_LEASED = " where id = :id and lease_token = :token and state = 'running'";

    private static Mono<Void> leased(DatabaseClient.GenericExecuteSpec sql, ImportJob job) {
        return sql.bind("id", job.id())
                .bind("token", job.lease())
                .fetch()
                .rowsUpdated()
                .filter(updated -> updated == 1)
                .switchIfEmpty(Mono.error(LeaseLostException::new))
                .then();
    }

    private static ImportJob job(Readable row) {
        return new ImportJob(uuid(row, "id"), uuid(row, "facility_id"), uuid(row, "authorization_id"),
                text(row, "provider_id"), AuthMethod.of(text(row, "method")), ImportKind.of(text(row, "kind")),
                time(row, "window_start"), time(row, "window_end"), number(row, "attempts"), number(row, "waits"),
                time(row, "created_at"), uuid(row, "lease_token"), row.get("traceparent", String.class));
    }

    private static UUID uuid(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, UUID.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static Instant time(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Instant.class));
    }

    private static int number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Integer.class));
    }
}
