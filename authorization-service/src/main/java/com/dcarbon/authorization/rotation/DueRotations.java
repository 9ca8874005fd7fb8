// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.rotation;

import static com.dcarbon.authorization.columns.Columns.required;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.authorization.token.RotationSettings;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which tokens are to be rotated when. */
@Repository
class DueRotations {
    private static final String PROVIDERS = """
            select provider from unnest(:providers) provider
            where exists (select 1 from authorization_tokens
                          where provider_id = provider and rotate_at <= :now and leased_until is null
                            and refresh_token is not null
                            and (refresh_not_before is null or refresh_not_before <= :now))""";
    private static final String FOLLOW_SETTINGS = """
            update authorization_tokens set
                rotate_at = rotated_at + cast(:age as interval) - random() * cast(:jitter as interval)
            where rotation_attempts = 0 and (rotate_at > rotated_at + cast(:age as interval)
                or rotate_at < rotated_at + cast(:age as interval) - cast(:jitter as interval))""";
    private static final String OVERDUE = """
            select count(*) as overdue from authorization_tokens
            where provider_id = any(:providers) and rotate_at <= :then and refresh_token is not null""";

    private final DatabaseClient database;

    DueRotations(DatabaseClient database) {
        this.database = database;
    }

    /** Those of the providers at which something can be rotated now. */
    Flux<String> providers(Collection<String> providers, Instant now) {
        return database.sql(PROVIDERS).bind("providers", providers.toArray(String[]::new)).bind("now", now)
                .map(row -> required(row, "provider", String.class)).all();
    }

    /** Puts what was planned by other settings where it belongs by these. */
    Mono<Long> follow(RotationSettings settings) {
        return database.sql(FOLLOW_SETTINGS).bind("age", seconds(settings.age()))
                .bind("jitter", seconds(settings.jitter())).fetch().rowsUpdated();
    }

    /** How many are due since before that time. */
    Mono<Long> overdue(Collection<String> providers, Instant then) {
        return database.sql(OVERDUE).bind("providers", providers.toArray(String[]::new)).bind("then", then)
                .map(row -> required(row, "overdue", Long.class)).one();
    }

    /** Postgres has days of its own, which are not always 24 hours. */
    private static String seconds(Duration duration) {
        return duration.toSeconds() + " seconds";
    }
}
