// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.source.FetchFailure;

import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a worker writes about the job that it has claimed. Every write shows the lease, so that a worker that was thought
 * dead cannot write beside its successor.
 */
@Repository
class LeasedJobs {
    private static final String WHERE_LEASED = " where id = :id and lease_token = :token and state = 'running'";

    private final DatabaseClient database;
    private final Clock clock;
    private final JsonMapper json;

    LeasedJobs(DatabaseClient database, Clock clock, JsonMapper json) {
        this.database = database;
        this.clock = clock;
        this.json = json;
    }

    /**
     * A sign of life. A job that this worker itself has just ended is not lost.
     *
     * @throws LeaseLostException if the job is another worker's
     */
    Mono<Void> renew(ImportJob job, Duration lease) {
        return Mono.defer(() -> leased(database.sql("""
                update import_jobs set leased_until = case when state = 'running' then :until end
                 where id = :id and lease_token = :token""").bind("until", clock.instant().plus(lease)), job));
    }

    /** Notes how much there is to store, in the transaction that stores the meters; tells whether they were announced. */
    Mono<Boolean> begin(ImportJob job, long readings) {
        return database.sql("""
                update import_jobs set readings_total = :total
                 where id = :id and lease_token = :token and state = 'running'
                returning meters_announced""")
                .bind("total", readings)
                .bind("id", job.id())
                .bind("token", job.lease())
                .map(row -> Boolean.TRUE.equals(row.get("meters_announced", Boolean.class)))
                .one()
                .switchIfEmpty(Mono.error(LeaseLostException::new));
    }

    /** Notes that partners were told of its meters, in the transaction that tells them. */
    Mono<Void> announced(ImportJob job) {
        return leased(database.sql("update import_jobs set meters_announced = true" + WHERE_LEASED), job);
    }

    /**
     * Notes that a slice is stored, in its transaction, which may be repeated.
     *
     * @param readings how many are stored with it
     */
    Mono<Void> advance(ImportJob job, long readings) {
        return leased(database.sql("update import_jobs set readings_stored = :count" + WHERE_LEASED)
                .bind("count", readings), job);
    }

    /** Ends it well, in the last transaction. */
    Mono<Long> finish(ImportJob job, Map<String, Long> notes) {
        return finish(job, notes, null);
    }

    /**
     * Ends it well, in the last transaction. Empty if that was done before and its answer was lost.
     *
     * @param condition what a person should know of it all the same, or null
     */
    Mono<Long> finish(ImportJob job, Map<String, Long> notes, @Nullable FetchFailure condition) {
        return database.sql("""
                update import_jobs
                   set state = 'done', finished_at = :now, error_code = nullif(:code, ''), notes = :notes::jsonb,
                       leased_by = null, leased_until = null
                 where id = :id and lease_token = :token and state = 'running'
                returning readings_stored""")
                .bind("now", clock.instant())
                .bind("notes", json.writeValueAsString(notes))
                .bind("code", condition == null ? "" : condition.code())
                .bind("id", job.id())
                .bind("token", job.lease())
                .map(row -> Objects.requireNonNull(row.get("readings_stored", Long.class)))
                .one()
                .switchIfEmpty(Mono.defer(() -> hasFinished(job)).flatMap(
                        finished -> finished ? Mono.empty() : Mono.error(new LeaseLostException())));
    }

    /** Whether this worker's commit went through although its answer was lost. */
    private Mono<Boolean> hasFinished(ImportJob job) {
        return database
                .sql("select exists (select 1 from import_jobs where id = :id and lease_token = :token and state = 'done') as done")
                .bind("id", job.id())
                .bind("token", job.lease())
                .map(row -> Boolean.TRUE.equals(row.get("done", Boolean.class)))
                .one();
    }

    /**
     * Puts it back, because it is to be asked again; not a failure. A hint that came since the attempt began makes it due
     * at once where the provider only prepared its answer.
     *
     * @param reason what hinders, or null if the provider prepares its answer
     */
    Mono<Void> postpone(ImportJob job, Instant until, @Nullable FetchFailure reason, Map<String, String> places) {
        return leased(database
                .sql("""
                        update import_jobs set state = 'waiting', waits = waits + 1, deaths = 0, error_code = nullif(:code, ''),
                               places = :places::jsonb,
                               patience_from = case when :renews then :until::timestamptz else patience_from end, leased_by = null, leased_until = null,
                               next_attempt_at = case when :code = '' and hinted_at is not null then :now::timestamptz
                                                      else :until::timestamptz end"""
                        + WHERE_LEASED)
                .bind("until", until)
                .bind("now", clock.instant())
                .bind("code", reason == null ? "" : reason.code())
                .bind("renews", reason != null && reason.renewsPatience())
                .bind("places", json.writeValueAsString(places)), job);
    }

    /**
     * Puts it back as if nothing had been tried, because the trouble was ours. A job that has ended in the meantime, as
     * one whose last commit lost its answer, or has another worker, stays as it is.
     */
    Mono<Void> handBack(ImportJob job, Instant next) {
        return database.sql("""
                update import_jobs set state = 'queued', waits = waits + 1, deaths = 0, next_attempt_at = :next,
                       leased_by = null, leased_until = null""" + WHERE_LEASED)
                .bind("next", next)
                .bind("id", job.id())
                .bind("token", job.lease())
                .then();
    }

    /** Puts it back untouched: it was claimed in the very moment in which another one became its provider's probe. */
    Mono<Void> release(ImportJob job) {
        return database.sql("""
                update import_jobs set state = case when error_code is null then 'queued' else 'waiting' end,
                       leased_by = null, leased_until = null""" + WHERE_LEASED)
                .bind("id", job.id())
                .bind("token", job.lease())
                .then();
    }

    /** Puts it back because its provider is down: neither an attempt nor patience is used up by that. */
    Mono<Void> outlast(ImportJob job, FetchFailure reason, Instant until) {
        return leased(database.sql("""
                update import_jobs set state = 'waiting', waits = waits + 1, deaths = 0, error_code = :code,
                       patience_from = :until, next_attempt_at = :until, leased_by = null, leased_until = null"""
                + WHERE_LEASED).bind("until", until).bind("code", reason.code()), job);
    }

    Mono<Void> retry(ImportJob job, FetchFailure failure, Instant next) {
        return leased(database
                .sql("""
                        update import_jobs set state = 'retrying', attempts = attempts + 1, deaths = 0,
                               next_attempt_at = :next::timestamptz, error_code = :code,
                               patience_from = case when :renews then :next::timestamptz else patience_from end,
                               leased_by = null, leased_until = null"""
                        + WHERE_LEASED)
                .bind("next", next)
                .bind("renews", failure.renewsPatience())
                .bind("code", failure.code()), job);
    }

    Mono<Void> giveUp(ImportJob job, FetchFailure failure) {
        return leased(database.sql("""
                update import_jobs set state = 'failed', attempts = attempts + 1, finished_at = :now,
                       error_code = :code, leased_by = null, leased_until = null""" + WHERE_LEASED)
                .bind("now", clock.instant())
                .bind("code", failure.code()), job);
    }

    private static Mono<Void> leased(DatabaseClient.GenericExecuteSpec sql, ImportJob job) {
        return sql.bind("id", job.id())
                .bind("token", job.lease())
                .fetch()
                .rowsUpdated()
                .filter(updated -> updated == 1)
                .switchIfEmpty(Mono.error(LeaseLostException::new))
                .then();
    }
}
