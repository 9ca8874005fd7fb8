// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import static com.dcarbon.authorization.columns.Columns.nullable;
import static com.dcarbon.authorization.columns.Columns.required;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.authorization.failure.FailureColumns;
import com.dcarbon.authorization.lifecycle.rules.Utility;
import com.dcarbon.authorization.session.rules.Session;
import com.dcarbon.authorization.session.rules.SessionState;
import com.dcarbon.events.authorization.AuthMethod;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Authorization sessions. */
@Repository
class Sessions {
    private static final String INSERT = """
            insert into sessions
                (id, authorization_id, facility_id, provider_id, provider_name, method, user_id, user_name,
                 redirect_uri, state, state_hash, binding_hash, seed, created_at, expires_at, portal_scope, reference,
                 page, auth_id)
            values (:id, :authorization_id, :facility_id, :provider_id, :provider_name, :method, :user_id, :user_name,
                    :redirect_uri, :state, :state_hash, :binding_hash, :seed, :created_at, :expires_at,
                    :portal_scope, :reference, :page, :auth_id)""";
    private static final String SELECT = """
            select id, authorization_id, facility_id, provider_id, provider_name, method, user_id, user_name,
                   redirect_uri, state, binding_hash, seed, created_at, expires_at, portal_scope, reference,
                   page, auth_id, failure_code, failure_message,
                   failure_action, failure_retryable
            from sessions""";
    private static final String CLAIM = """
            update sessions set state = 'exchanging', exchanging_since = :now
            where id = :id and state = 'pending' and expires_at > :now""";
    private static final String AWAIT = """
            update sessions set state = 'awaiting', returned_at = :now
            where id = :id and state = 'pending' and expires_at > :now""";
    private static final String END = """
            update sessions set
                state = :state, seed = null, page = null, ended_at = :now, failure_code = :failure_code,
                failure_message = :failure_message, failure_action = :failure_action,
                failure_retryable = :failure_retryable
            where id = :id and state = :from""";
    private static final String LOCK_OVERDUE = SELECT + """
             where state = 'pending' and expires_at <= :now
                or state = 'exchanging' and exchanging_since <= :interrupted
            limit 1 for no key update skip locked""";
    private static final String COUNT_OPEN = "select count(*) as n from sessions where state in "
            + "('pending', 'exchanging', 'awaiting')";

    private final DatabaseClient database;

    Sessions(DatabaseClient database) {
        this.database = database;
    }

    /** Waits until no other start at this facility is under way; holds until the transaction ends. */
    Mono<Void> lockStartsOf(UUID facilityId) {
        return database.sql("select pg_advisory_xact_lock(hashtextextended('start ' || :facility_id, 0))")
                .bind("facility_id", facilityId.toString())
                .then();
    }

    /** @param stateHash the fingerprint of the session's state */
    Mono<Session> insert(Session session, String stateHash) {
        return database.sql(INSERT)
                .bind("id", session.id())
                .bind("authorization_id", session.authorizationId())
                .bind("facility_id", session.facilityId())
                .bind("provider_id", session.utility().id())
                .bind("provider_name", session.utility().name())
                .bind("method", session.utility().method().wire())
                .bind("user_id", session.userId())
                .bind("user_name", nullable(session.userName(), String.class))
                .bind("redirect_uri", session.redirectUri().toString())
                .bind("state", session.state().wire())
                .bind("state_hash", stateHash)
                .bind("binding_hash", session.bindingHash())
                .bind("seed", nullable(session.sealedSeed(), String.class))
                .bind("created_at", session.createdAt())
                .bind("expires_at", session.expiresAt())
                .bind("portal_scope", nullable(session.portalScope(), String.class))
                .bind("reference", nullable(session.reference(), String.class))
                .bind("page", nullable(session.sealedPage(), String.class))
                .bind("auth_id", nullable(session.authId(), String.class))
                .then()
                .thenReturn(session);
    }

    Mono<Session> find(UUID id) {
        return database.sql(SELECT + " where id = :id").bind("id", id).map(Sessions::session).one();
    }

    Mono<Session> findByState(String stateHash) {
        return database.sql(SELECT + " where state_hash = :state_hash").bind("state_hash", stateHash)
                .map(Sessions::session).one();
    }

    /** The session, locked until the transaction ends. */
    Mono<Session> lock(UUID id) {
        return database.sql(SELECT + " where id = :id for no key update").bind("id", id).map(Sessions::session).one();
    }

    /** The facility's open session, if there is one, locked until the transaction ends. */
    Flux<Session> lockOpenOf(UUID facilityId) {
        return database
                .sql(SELECT
                        + " where facility_id = :facility_id and state in ('pending', 'exchanging', 'awaiting') "
                        + "for no key update")
                .bind("facility_id", facilityId).map(Sessions::session).all();
    }

    /** One session whose time is over, locked; one that another replica works on is passed over. */
    Mono<Session> lockOverdue(Instant now, Instant interrupted) {
        return database.sql(LOCK_OVERDUE).bind("now", now).bind("interrupted", interrupted)
                .map(Sessions::session).one();
    }

    /** Whether the caller alone may exchange the code of that session now. */
    Mono<Boolean> claim(Session session, Instant now) {
        return database.sql(CLAIM).bind("id", session.id()).bind("now", now).fetch().rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Whether the caller alone has made the session one that waits for the provider. */
    Mono<Boolean> await(Session session, Instant now) {
        return database.sql(AWAIT).bind("id", session.id()).bind("now", now).fetch().rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Ends a locked session; its secrets are forgotten. */
    Mono<Void> end(Session session, SessionState as, @Nullable Failure why, Instant now) {
        if (!session.state().mayBecome(as)) {
            return Mono.error(new IllegalStateException(session + " does not become " + as));
        }
        return FailureColumns.bind(database.sql(END), why)
                .bind("id", session.id())
                .bind("from", session.state().wire())
                .bind("state", as.wire())
                .bind("now", now)
                .then();
    }

    Mono<Long> countOpen() {
        return database.sql(COUNT_OPEN).map(row -> required(row, "n", Long.class)).one();
    }

    private static Session session(Readable row) {
        var utility = new Utility(required(row, "provider_id", String.class),
                required(row, "provider_name", String.class), AuthMethod.of(required(row, "method", String.class)));
        return new Session(required(row, "id", UUID.class), required(row, "authorization_id", UUID.class),
                required(row, "facility_id", UUID.class), utility, required(row, "user_id", String.class),
                row.get("user_name", String.class), URI.create(required(row, "redirect_uri", String.class)),
                SessionState.of(required(row, "state", String.class)), required(row, "binding_hash", String.class),
                row.get("seed", String.class), required(row, "created_at", Instant.class),
                required(row, "expires_at", Instant.class), row.get("portal_scope", String.class),
                row.get("reference", String.class), row.get("page", String.class),
                row.get("auth_id", String.class), FailureColumns.read(row));
    }

}
