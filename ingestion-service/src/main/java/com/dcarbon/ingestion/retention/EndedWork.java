// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Mono;

/** Rows of work that nobody will look at again. */
@Repository
class EndedWork {
    private static final int BATCH = 1_000;
    private static final Duration PAUSES = Duration.ofDays(1);
    private static final String IMPORTS = """
            delete from import_jobs where id in (
                select id from import_jobs job
                 where finished_at < :before
                   and exists (select 1 from import_jobs later
                        where later.facility_id = job.facility_id and later.authorization_id = job.authorization_id
                          and later.state <> 'superseded' and later.created_at > job.created_at)
                 limit :batch)""";
    private static final String GAPS = """
            delete from interval_gaps where id in (
                select id from interval_gaps where state = 'closed' and closed_at < :before limit :batch)""";
    private static final String QUARANTINED = """
            delete from quarantined_items where id in (
                select id from quarantined_items where found_at < :before order by found_at limit :batch)""";
    private static final String PROVIDER_PAUSES = "delete from provider_pauses where until < :before";
    private static final String PROVIDER_PACES = """
            delete from provider_paces
             where taken_until < :before and (paused_until is null or paused_until < :before)""";

    private final DatabaseClient database;
    private final RetentionSettings settings;
    private final Clock clock;

    EndedWork(DatabaseClient database, RetentionSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** Forgets some of it; true if there may be more. */
    Mono<Boolean> forget() {
        return Mono.defer(() -> {
            Instant pauses = clock.instant().minus(PAUSES);
            return delete(PROVIDER_PAUSES, pauses)
                    .then(delete(PROVIDER_PACES, pauses))
                    .then(batch(IMPORTS, settings.imports()))
                    .zipWhen(_ -> batch(GAPS, settings.gaps()), Math::max)
                    .zipWhen(_ -> batch(QUARANTINED, settings.imports()), Math::max)
                    .map(most -> most == BATCH);
        });
    }

    private Mono<Long> batch(String sql, Duration kept) {
        return database.sql(sql)
                .bind("before", clock.instant().minus(kept))
                .bind("batch", BATCH)
                .fetch()
                .rowsUpdated();
    }

    private Mono<Long> delete(String sql, Instant before) {
        return database.sql(sql).bind("before", before).fetch().rowsUpdated();
    }
}
