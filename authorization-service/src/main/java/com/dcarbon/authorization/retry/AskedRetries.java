// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.retry;

import static com.dcarbon.authorization.columns.Columns.required;

import java.time.Instant;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.authorization.lifecycle.rules.Authorization;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** Attempts that an administrator asked for. A row is of use while its record is pending with that very attempt. */
@Repository
class AskedRetries {
    private static final String KEEP = """
            insert into authorization_retries (authorization_id, facility_id, attempt, asked_at, ends_at)
            values (:id, :facility_id, :attempt, :asked_at, :ends_at)
            on conflict (authorization_id) do update set
                attempt = excluded.attempt, asked_at = excluded.asked_at, ends_at = excluded.ends_at""";
    private static final String DUE = """
            select authorization_id, facility_id, attempt from authorization_retries
            where ends_at <= :now order by ends_at limit 1""";
    private static final String FORGET = """
            delete from authorization_retries where authorization_id = :id and attempt = :attempt""";
    private static final String IS_ASKED = """
            select 1 from authorization_retries where authorization_id = :id and attempt = :attempt""";

    private final DatabaseClient database;

    AskedRetries(DatabaseClient database) {
        this.database = database;
    }

    /** An attempt that was asked for. */
    record Asked(UUID authorizationId, UUID facilityId, int attempt) {}

    Mono<Void> keep(Authorization pending, Instant until) {
        return database.sql(KEEP)
                .bind("id", pending.id())
                .bind("facility_id", pending.facilityId())
                .bind("attempt", pending.attempt())
                .bind("asked_at", pending.lastAttemptAt())
                .bind("ends_at", until)
                .then();
    }

    /** Whether the pending attempt of that record is one that was asked for. */
    Mono<Boolean> holds(Authorization pending) {
        return database.sql(IS_ASKED).bind("id", pending.id()).bind("attempt", pending.attempt())
                .map(_ -> true).one().defaultIfEmpty(false);
    }

    /** One whose time is over, not locked, or empty. */
    Mono<Asked> due(Instant now) {
        return database.sql(DUE).bind("now", now).map(AskedRetries::asked).one();
    }

    Mono<Void> forget(Asked asked) {
        return database.sql(FORGET).bind("id", asked.authorizationId()).bind("attempt", asked.attempt()).then();
    }

    private static Asked asked(Readable row) {
        return new Asked(required(row, "authorization_id", UUID.class), required(row, "facility_id", UUID.class),
                required(row, "attempt", Integer.class));
    }
}
