// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.schedule.rules.SyncWindow;
import com.dcarbon.platform.ids.Ids;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Imports that nobody asked for at this moment: planned ones and those that follow another. */
@Repository
class PlannedJobs {
    /** As {@link NewImport#fillsIn} says, of {@code import_jobs job}. */
    static final String FILLS_IN = " job.kind = 'backfill' and (job.attempt_key like 'planned-%' or job.attempt_key like 'follows-%')";
    private static final String INSERT = """
            insert into import_jobs (id, facility_id, authorization_id, provider_id, method, kind, attempt_key, state,
                window_start, window_end, run_start, target_end, urgent, follow_ups, next_attempt_at, created_at)
            select wanted.id, wanted.facility_id, wanted.authorization_id, wanted.provider_id, wanted.method, wanted.kind,
                   wanted.attempt_key, 'queued', wanted.window_start, wanted.window_end, wanted.run_start,
                   wanted.target_end, wanted.urgent, wanted.follow_ups, :now, :now
              from jsonb_to_recordset(:rows::jsonb) as wanted (id uuid, facility_id uuid, authorization_id uuid,
                   provider_id text, method text, kind text, attempt_key text, window_start timestamptz,
                   window_end timestamptz, run_start timestamptz, target_end timestamptz, urgent boolean, follow_ups integer,
                   beside boolean)
             where wanted.beside or not exists (select 1 from import_jobs active
                                where active.authorization_id = wanted.authorization_id
                                  and active.state in ('queued', 'running', 'waiting', 'retrying'))
            on conflict (authorization_id, attempt_key) do nothing
            returning authorization_id""";

    private final DatabaseClient database;
    private final JsonMapper json;
    private final Clock clock;

    PlannedJobs(DatabaseClient database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    private record Row(UUID id, UUID facilityId, UUID authorizationId, String providerId, String method, String kind,
            String attemptKey, Instant windowStart, Instant windowEnd, Instant runStart, Instant targetEnd,
            boolean urgent, int followUps, boolean beside) {

        static Row of(NewImport wanted, Instant runStart, int followUps, boolean beside) {
            return new Row(Ids.next(), wanted.facilityId(), wanted.authorizationId(), wanted.providerId(),
                    wanted.method().wire(), wanted.kind().wire(), wanted.attemptKey(), wanted.start(), wanted.end(),
                    runStart, wanted.target(), NewImport.isByPerson(wanted.attemptKey()), followUps, beside);
        }
    }

    /**
     * Adds all of them in one statement, save those whose authorization has an import that is not over. What fills in and
     * is not under way gives way.
     *
     * @return the authorizations of the others
     */
    Flux<UUID> add(List<NewImport> wanted) {
        return giveWay(wanted.stream().map(NewImport::authorizationId).toList())
                .thenMany(insert(wanted.stream().map(one -> Row.of(one, one.start(), 0, false)).toList()));
    }

    private Mono<Void> giveWay(List<UUID> authorizations) {
        return database.sql("""
                update import_jobs job set state = 'superseded', finished_at = :now
                 where authorization_id = any(:authorizations) and state in ('queued', 'waiting', 'retrying') and"""
                + FILLS_IN)
                .bind("now", clock.instant())
                .bind("authorizations", authorizations.toArray(UUID[]::new))
                .then();
    }

    /** What follows an import that is just ending, in its transaction: the rest of a run whatever else has been ordered. */
    Mono<Void> follow(ImportJob job, SyncWindow window, boolean sameRun) {
        String key = job.byPerson() && sameRun ? NewImport.keyOfPerson(job.id()) : NewImport.keyOfFollowing(job.id());
        var next = new NewImport(job.facilityId(), job.authorizationId(), job.providerId(), job.method(),
                window.kind(), key, window.start(), window.end(), window.target());
        Instant runStart = sameRun ? job.run().start() : window.start();
        int followUps = job.run().followUps() + (sameRun ? 0 : 1);
        return insert(List.of(Row.of(next, runStart, followUps, sameRun && !job.fillsIn()))).then();
    }

    private Flux<UUID> insert(List<Row> rows) {
        return database.sql(INSERT)
                .bind("rows", json.writeValueAsString(rows))
                .bind("now", clock.instant())
                .map(row -> Objects.requireNonNull(row.get("authorization_id", UUID.class)))
                .all();
    }
}
