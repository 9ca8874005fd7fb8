// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.tracing.TraceParents;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The imports to do, as rows that workers claim with {@code SKIP LOCKED}. Each claim has a lease, which every write of
 * {@link LeasedJobs} shows.
 */
@Repository
class ImportJobs {
    private static final TypeReference<Map<String, String>> PLACES = new TypeReference<>() {
    };
    /** Of {@code import_jobs job}: it is due and nobody's, and no other one of its authorization is under way. */
    private static final String CLAIMABLE = """
             job.provider_id = turn.provider_id
               and job.state in ('queued', 'running', 'waiting', 'retrying')
               and job.next_attempt_at <= :now
               and (job.state <> 'running' or job.leased_until < :now)
               and not exists (select 1 from import_jobs other
                    where other.authorization_id = job.authorization_id and other.id <> job.id
                      and other.state = 'running')
             order by job.next_attempt_at limit 1
               for update skip locked
            """;
    private static final String CLAIM = """
            with recursive providers as (
                (select provider_id from import_jobs where state in ('queued', 'running', 'waiting', 'retrying')
                  order by provider_id limit 1)
                union all
                select (select provider_id from import_jobs
                         where state in ('queued', 'running', 'waiting', 'retrying')
                           and provider_id > former.provider_id order by provider_id limit 1)
                  from providers former where former.provider_id is not null)
            update import_jobs
               set state = 'running', leased_by = :worker, leased_until = :until, lease_token = :token,
                   deaths = deaths + case when state = 'running' then 1 else 0 end,
                   hinted_at = null, readings_total = 0, readings_stored = 0
             where id = (
                select found.id from (
                    select provider_id,
                           not exists (select 1 from provider_pauses pause
                                where pause.provider_id = providers.provider_id and pause.until > :now)
                           and not exists (select 1 from provider_health health
                                where health.provider_id = providers.provider_id and health.closed_until > :now) as asked
                      from providers where provider_id is not null
                     order by (select count(*) from import_jobs busy
                                where busy.provider_id = providers.provider_id and busy.state = 'running'),
                           random()) turn
                 cross join (values (1, true), (2, false)) as class (place, urgent)
                 cross join lateral (
                    select * from (
                        select job.id from import_jobs job
                         where turn.asked and job.urgent = class.urgent and %1$s) next
                    union all
                    select * from (
                        select job.id from import_jobs job
                         where not turn.asked and class.urgent and job.attempt_key like 'reparse-%%' and %1$s) again) found
                 limit 1)
            returning *"""
            .formatted(CLAIMABLE);

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
        return add(wanted, "true");
    }

    /** The same, but only what fills in gives way: it has its turn before or after the others. */
    Mono<Void> addBeside(NewImport wanted) {
        return add(wanted, PlannedJobs.FILLS_IN);
    }

    private Mono<Void> add(NewImport wanted, String givesWay) {
        return Mono.defer(() -> database.sql("""
                with added as (
                    insert into import_jobs (id, facility_id, authorization_id, provider_id, method, kind, attempt_key,
                        state, window_start, window_end, target_end, next_attempt_at, created_at, traceparent)
                    values (:id, :facility, :authorization, :provider, :method, :kind, :key, 'queued', :start, :end,
                        :target, :now, :now, nullif(:traceparent, ''))
                    on conflict (authorization_id, attempt_key) do nothing
                    returning authorization_id)
                update import_jobs job set state = 'superseded', finished_at = :now
                 where authorization_id in (select authorization_id from added)
                   and state in ('queued', 'waiting', 'retrying') and\s""" + givesWay)
                .bind("id", Ids.next())
                .bind("facility", wanted.facilityId())
                .bind("authorization", wanted.authorizationId())
                .bind("provider", wanted.providerId())
                .bind("method", wanted.method().wire())
                .bind("kind", wanted.kind().wire())
                .bind("key", wanted.attemptKey())
                .bind("start", wanted.start())
                .bind("end", wanted.end())
                .bind("target", wanted.target())
                .bind("now", clock.instant())
                .bind("traceparent", traces.current())
                .then());
    }

    /**
     * Claims an import that is due. Providers take turns: first comes the one with the fewest imports under way, so that
     * none waits behind the many of another; of one that wants a pause or is taken for down, only what does not ask it.
     * Within each, first comes what somebody waits for, then what has been due the longest. Each step walks an index,
     * however much waits. One import per authorization at a time, which an index holds where two workers see the same;
     * one whose worker has died is counted as a death.
     */
    Mono<ImportJob> claim(String worker, Duration lease) {
        return Mono.defer(() -> database.sql(CLAIM)
                .bind("worker", worker)
                .bind("until", clock.instant().plus(lease))
                .bind("token", UUID.randomUUID())
                .bind("now", clock.instant())
                .map(this::job)
                .one())
                .onErrorResume(DuplicateKeyException.class, _ -> Mono.empty());
    }

    /** Nobody writes the authorization's import that is under way, until the end of the transaction. */
    Mono<Void> holdRunning(UUID authorizationId) {
        return database.sql("""
                select id from import_jobs where authorization_id = :authorization and state = 'running'
                   for no key update""").bind("authorization", authorizationId).then();
    }

    /**
     * The provider says that data of this authorization are ready: an import that waits for that is due at once; one that
     * is under way just now, and may be told to wait in the next moment, remembers. The latest hints come first.
     *
     * @return whether an import was waiting for them, or brings what is new
     */
    Mono<Boolean> hint(UUID authorizationId, List<String> resources) {
        return database
                .sql("""
                        update import_jobs
                           set hinted_at = :now, hints = (:resources::text[] || hints)[1\\:200],
                               next_attempt_at = case when state = 'waiting' and error_code is null then :now::timestamptz
                                                      else next_attempt_at end
                         where authorization_id = :authorization and state in ('queued', 'running', 'waiting', 'retrying')
                        returning kind in ('historical', 'incremental') or state = 'waiting' and error_code is null as awaited""")
                .bind("now", clock.instant())
                .bind("resources", resources.toArray(String[]::new))
                .bind("authorization", authorizationId)
                .map(row -> Boolean.TRUE.equals(row.get("awaited", Boolean.class)))
                .all()
                .reduce(false, Boolean::logicalOr);
    }

    /**
     * Its authorization has ended: nothing more is imported with it. A worker that is at it loses its lease, and so writes
     * nothing more.
     */
    Mono<Void> end(UUID authorizationId, FetchFailure why) {
        return database.sql("""
                update import_jobs
                   set state = 'failed', error_code = :code, finished_at = :now, leased_by = null, leased_until = null,
                       lease_token = null
                 where authorization_id = :authorization and state in ('queued', 'running', 'waiting', 'retrying')""")
                .bind("code", why.code())
                .bind("now", clock.instant())
                .bind("authorization", authorizationId)
                .then();
    }

    private ImportJob job(Readable row) {
        return new ImportJob(uuid(row, "id"), uuid(row, "facility_id"), uuid(row, "authorization_id"),
                text(row, "provider_id"), AuthMethod.of(text(row, "method")), ImportKind.of(text(row, "kind")),
                run(row), time(row, "window_start"), time(row, "window_end"),
                number(row, "attempts"), number(row, "waits"),
                number(row, "deaths"), time(row, "created_at"), patientSince(row), uuid(row, "lease_token"),
                row.get("error_code", String.class), json.readValue(text(row, "places"), PLACES),
                List.of(Objects.requireNonNull(row.get("hints", String[].class))),
                row.get("traceparent", String.class));
    }

    private static ImportJob.Run run(Readable row) {
        Instant start = row.get("run_start", Instant.class);
        Instant target = row.get("target_end", Instant.class);
        return new ImportJob.Run(text(row, "attempt_key"), start == null ? time(row, "window_start") : start,
                target == null ? time(row, "window_end") : target, number(row, "follow_ups"));
    }

    private static Instant patientSince(Readable row) {
        Instant anew = row.get("patience_from", Instant.class);
        return anew == null ? time(row, "created_at") : anew;
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
