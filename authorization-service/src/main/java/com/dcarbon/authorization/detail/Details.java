// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.detail;

import static com.dcarbon.authorization.columns.Columns.required;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.authorization.failure.FailureColumns;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** What the list does not show of an authorization. */
@Repository
class Details {
    private static final String REST = """
            select auth_id, attempt, authorized_at, expires_at, failure_code, failure_message, failure_action,
                   failure_retryable
            from authorizations where id = :id""";
    private static final String TIMELINE = """
            select step, occurred_at, attempt, actor_id, actor_name, by_admin, code, provider_code, ip_address
            from authorization_steps
            where authorization_id = :id order by occurred_at, id""";

    private final DatabaseClient database;

    Details(DatabaseClient database) {
        this.database = database;
    }

    Mono<AuthorizationDetail.Rest> rest(UUID id) {
        return database.sql(REST).bind("id", id).map(Details::restOf).one();
    }

    Mono<List<TimelineStep>> timeline(UUID id) {
        return database.sql(TIMELINE).bind("id", id).map(Details::step).all().collectList();
    }

    private static AuthorizationDetail.Rest restOf(Readable row) {
        return new AuthorizationDetail.Rest(row.get("auth_id", String.class), required(row, "attempt", Integer.class),
                row.get("authorized_at", Instant.class), row.get("expires_at", Instant.class),
                FailureColumns.read(row));
    }

    private static TimelineStep step(Readable row) {
        return new TimelineStep(required(row, "step", String.class), required(row, "occurred_at", Instant.class),
                required(row, "attempt", Integer.class),
                new TimelineStep.Actor(required(row, "actor_id", String.class), row.get("actor_name", String.class)),
                row.get("code", String.class), row.get("provider_code", String.class),
                row.get("ip_address", String.class),
                required(row, "by_admin", Boolean.class));
    }
}
