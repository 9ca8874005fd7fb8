// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.lifecycle;

import static com.dcarbon.authorization.columns.Columns.nullable;
import static com.dcarbon.authorization.columns.Columns.required;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;

import com.dcarbon.authorization.failure.FailureColumns;
import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.authorization.lifecycle.rules.Starter;
import com.dcarbon.authorization.lifecycle.rules.Utility;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthStatus;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The records of authorizations. */
@Repository
public class Authorizations {
    private static final String INSERT = """
            insert into authorizations
                (id, version, facility_id, provider_id, provider_name, method, status, auth_id, user_id, user_name,
                 user_email, attempt, created_at, last_attempt_at, authorized_at, expires_at, failure_code,
                 failure_message, failure_action, failure_retryable)
            values (:id, :version, :facility_id, :provider_id, :provider_name, :method, :status, :auth_id, :user_id,
                    :user_name, :user_email, :attempt, :created_at, :last_attempt_at, :authorized_at, :expires_at,
                    :failure_code, :failure_message, :failure_action, :failure_retryable)""";
    private static final String UPDATE = """
            update authorizations set
                version = :version, provider_name = :provider_name, status = :status, auth_id = :auth_id,
                user_id = :user_id, user_name = :user_name, user_email = :user_email, attempt = :attempt,
                last_attempt_at = :last_attempt_at, authorized_at = :authorized_at, expires_at = :expires_at,
                failure_code = :failure_code,
                failure_message = :failure_message, failure_action = :failure_action,
                failure_retryable = :failure_retryable
            where id = :id and version = :version - 1""";
    private static final String SELECT = """
            select id, version, facility_id, provider_id, provider_name, method, status, auth_id, user_id, user_name,
                   user_email, attempt, created_at, last_attempt_at, authorized_at, expires_at, failure_code,
                   failure_message, failure_action, failure_retryable
            from authorizations""";

    private final DatabaseClient database;

    Authorizations(DatabaseClient database) {
        this.database = database;
    }

    /** The record, or empty. */
    public Mono<Authorization> find(UUID id) {
        return database.sql(SELECT + " where id = :id").bind("id", id).map(Authorizations::authorization).one();
    }

    /** All records of the facility, the newest first. */
    public Flux<Authorization> findAllOf(UUID facilityId) {
        return database.sql(SELECT + " where facility_id = :facility_id order by created_at desc, id")
                .bind("facility_id", facilityId).map(Authorizations::authorization).all();
    }

    /** The record, locked until the transaction ends; not against rows that refer to it, which would wait in vain. */
    Mono<Authorization> lock(UUID id) {
        return database.sql(SELECT + " where id = :id for no key update").bind("id", id)
                .map(Authorizations::authorization)
                .one();
    }

    /** All records of the facility, locked until the transaction ends, the newest first. */
    Mono<List<Authorization>> lockAllOf(UUID facilityId) {
        return database.sql(SELECT + " where facility_id = :facility_id order by created_at desc, id for no key update")
                .bind("facility_id", facilityId)
                .map(Authorizations::authorization)
                .all()
                .collectList();
    }

    Mono<Authorization> insert(Authorization authorization) {
        return changing(database.sql(INSERT), authorization)
                .bind("facility_id", authorization.facilityId())
                .bind("provider_id", authorization.utility().id())
                .bind("method", authorization.utility().method().wire())
                .bind("created_at", authorization.createdAt())
                .then()
                .thenReturn(authorization);
    }

    /** Stores the next version of a locked record. */
    Mono<Authorization> update(Authorization authorization) {
        return changing(database.sql(UPDATE), authorization).fetch().rowsUpdated()
                .filter(rows -> rows == 1)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("the record was not locked")))
                .thenReturn(authorization);
    }

    private static GenericExecuteSpec changing(GenericExecuteSpec sql, Authorization authorization) {
        return FailureColumns.bind(sql, authorization.failure())
                .bind("id", authorization.id())
                .bind("version", authorization.version())
                .bind("provider_name", authorization.utility().name())
                .bind("status", authorization.status().wire())
                .bind("auth_id", nullable(authorization.authId(), String.class))
                .bind("user_id", authorization.starter().userId())
                .bind("user_name", nullable(authorization.starter().name(), String.class))
                .bind("user_email", nullable(authorization.starter().email(), String.class))
                .bind("attempt", authorization.attempt())
                .bind("last_attempt_at", authorization.lastAttemptAt())
                .bind("authorized_at", nullable(authorization.authorizedAt(), Instant.class))
                .bind("expires_at", nullable(authorization.expiresAt(), Instant.class));
    }

    private static Authorization authorization(Readable row) {
        var utility = new Utility(required(row, "provider_id", String.class),
                required(row, "provider_name", String.class), AuthMethod.of(required(row, "method", String.class)));
        var starter = new Starter(required(row, "user_id", String.class), row.get("user_name", String.class),
                row.get("user_email", String.class));
        return new Authorization(required(row, "id", UUID.class), required(row, "version", Long.class),
                required(row, "facility_id", UUID.class), utility, AuthStatus.of(required(row, "status", String.class)),
                row.get("auth_id", String.class), starter, required(row, "attempt", Integer.class),
                required(row, "created_at", Instant.class), required(row, "last_attempt_at", Instant.class),
                row.get("authorized_at", Instant.class), row.get("expires_at", Instant.class),
                FailureColumns.read(row));
    }

}
