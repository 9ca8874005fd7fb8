// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import static com.dcarbon.authorization.columns.Columns.required;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.authorization.session.rules.LoginPause;
import com.dcarbon.authorization.session.rules.LoginPause.Ended;
import com.dcarbon.authorization.session.rules.Session;

import reactor.core.publisher.Mono;

/** What came of earlier attempts at a facility's utility. */
@Repository
class AttemptHistory {
    private static final String LATEST = """
            select coalesce(failure_code, 'none') as code, ended_at from sessions
            where facility_id = :facility_id and provider_id = :provider_id and state in ('authorized', 'failed')
            order by created_at desc limit :limit""";
    private static final String AUTH_ID = """
            select auth_id from sessions
            where facility_id = :facility_id and provider_id = :provider_id and authorization_id = :authorization_id
              and auth_id is not null
            order by created_at desc limit 1""";
    private static final String REMEMBER = """
            update sessions set auth_id = :auth_id where id = :id and auth_id is distinct from :auth_id""";
    private static final String USED = """
            select exists (select 1 from authorizations
                           where provider_id = :provider_id and auth_id = :auth_id
                             and status in ('authorized', 'reauthorization_required')) as used""";

    private final DatabaseClient database;

    AttemptHistory(DatabaseClient database) {
        this.database = database;
    }

    /** The latest attempts of which the utility knows what came, newest first: as many as the pause looks at. */
    Mono<List<Ended>> latest(UUID facilityId, String providerId) {
        return database.sql(LATEST)
                .bind("facility_id", facilityId)
                .bind("provider_id", providerId)
                .bind("limit", LoginPause.REFUSALS)
                .map(row -> new Ended(required(row, "code", String.class), required(row, "ended_at", Instant.class)))
                .all()
                .collectList();
    }

    /** The provider's own id of what came of the latest attempt of the record that brought any; or empty. */
    Mono<String> latestAuthId(Authorization authorization) {
        return database.sql(AUTH_ID)
                .bind("facility_id", authorization.facilityId())
                .bind("provider_id", authorization.utility().id())
                .bind("authorization_id", authorization.id())
                .map(row -> required(row, "auth_id", String.class))
                .one()
                .switchIfEmpty(Mono.justOrEmpty(authorization.authId()));
    }

    /** Keeps the provider's own id of what came of a session. */
    Mono<Void> remember(Session session, String authId) {
        return database.sql(REMEMBER).bind("id", session.id()).bind("auth_id", authId).then();
    }

    /** Whether a record stands on what came of that session; one that may come to do so is waited for elsewhere. */
    Mono<Boolean> isUsed(Session session, String authId) {
        return database.sql(USED)
                .bind("provider_id", session.utility().id())
                .bind("auth_id", authId)
                .map(row -> required(row, "used", Boolean.class))
                .one();
    }
}
