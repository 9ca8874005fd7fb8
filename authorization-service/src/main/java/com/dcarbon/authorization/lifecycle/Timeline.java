// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.lifecycle;

import static com.dcarbon.authorization.columns.Columns.nullable;

import java.time.Clock;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.platform.ids.Ids;

import reactor.core.publisher.Mono;

/** Every step of an authorization, in the order they happened. */
@Repository
class Timeline {
    private static final String INSERT = """
            insert into authorization_steps
                (id, authorization_id, attempt, step, occurred_at, actor_id, actor_name, by_admin, ip_address, code,
                 provider_code)
            values (:id, :authorization_id, :attempt, :step, :occurred_at, :actor_id, :actor_name, :by_admin,
                    :ip_address, :code, :provider_code)
            """;

    private final DatabaseClient database;
    private final Clock clock;

    Timeline(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Mono<Void> add(Step step, Authorization after, Actor actor) {
        Failure why = after.failure();
        return add(step, after, actor, after.condition(), why == null ? null : why.providerCode());
    }

    /** @param why of the step, where it is not the record's */
    Mono<Void> add(Step step, Authorization after, Actor actor, Failure why) {
        return add(step, after, actor, why.code(), why.providerCode());
    }

    Mono<Void> add(Step step, Authorization after, Actor actor, @Nullable String code) {
        return add(step, after, actor, code, null);
    }

    private Mono<Void> add(Step step, Authorization after, Actor actor, @Nullable String code,
            @Nullable String providerCode) {
        return Mono.defer(() -> database.sql(INSERT)
                .bind("id", Ids.next())
                .bind("authorization_id", after.id())
                .bind("attempt", after.attempt())
                .bind("step", step.wire())
                .bind("occurred_at", clock.instant())
                .bind("actor_id", actor.userId())
                .bind("actor_name", nullable(actor.name(), String.class))
                .bind("by_admin", actor.admin())
                .bind("ip_address", nullable(actor.ipAddress(), String.class))
                .bind("code", nullable(code, String.class))
                .bind("provider_code", nullable(providerCode, String.class))
                .then());
    }
}
