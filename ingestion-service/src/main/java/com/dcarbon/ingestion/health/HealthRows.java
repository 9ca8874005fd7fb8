// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.health;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.health.rules.Health;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One row per utility, for all replicas. */
@Repository
class HealthRows {
    private final DatabaseClient database;

    HealthRows(DatabaseClient database) {
        this.database = database;
    }

    /** As it stands; unknown if it was never asked. */
    Mono<Health> read(String providerId) {
        return database.sql("select * from provider_health where provider_id = :provider")
                .bind("provider", providerId)
                .map(HealthRows::health)
                .one()
                .defaultIfEmpty(Health.UNKNOWN);
    }

    /** As it stands, until the end of the transaction. */
    Mono<Health> lock(String providerId) {
        return database.sql("insert into provider_health (provider_id) values (:provider) on conflict do nothing")
                .bind("provider", providerId)
                .then()
                .then(database.sql("select * from provider_health where provider_id = :provider for update")
                        .bind("provider", providerId)
                        .map(HealthRows::health)
                        .one());
    }

    /** In the transaction that has locked it. */
    Mono<Void> write(String providerId, Health health) {
        Health.Answer answer = health.answered();
        return database.sql("""
                update provider_health
                   set state = :state, failures = :failures, failing = :failing, failing_since = :since,
                       closed_until = :closed, probes = :probes, told_at = :told, last_answer_at = :answered,
                       last_answer_for = :authorization, last_data_at = :data, last_failure_at = :failed
                 where provider_id = :provider""")
                .bind("state", health.down() ? "down" : "up")
                .bind("failures", health.failures())
                .bind("failing", health.failing().toArray(UUID[]::new))
                .bind("since", time(health.failingSince()))
                .bind("closed", time(health.closedUntil()))
                .bind("probes", health.probes())
                .bind("told", time(health.toldAt()))
                .bind("answered", time(answer == null ? null : answer.at()))
                .bind("authorization",
                        answer == null ? Parameters.in(UUID.class) : Parameters.in(answer.authorization()))
                .bind("data", time(health.dataAt()))
                .bind("failed", time(health.failedAt()))
                .bind("provider", providerId)
                .then();
    }

    /** What the last failure was, in the word of its code. */
    Mono<Void> noteFailure(String providerId, String code) {
        return database.sql("update provider_health set last_failure = :code where provider_id = :provider")
                .bind("code", code)
                .bind("provider", providerId)
                .then();
    }

    /** The sequence of the utility's next event; in the transaction of what is told. */
    Mono<Long> next(String providerId) {
        return database.sql("""
                update provider_health set version = version + 1 where provider_id = :provider returning version""")
                .bind("provider", providerId)
                .map(row -> Objects.requireNonNull(row.get("version", Long.class)))
                .one();
    }

    Flux<String> down() {
        return database.sql("select provider_id from provider_health where state = 'down' order by provider_id")
                .map(row -> Objects.requireNonNull(row.get("provider_id", String.class)))
                .all();
    }

    private static Parameter time(@Nullable Instant time) {
        return time == null ? Parameters.in(Instant.class) : Parameters.in(time);
    }

    private static Health health(Readable row) {
        return new Health("down".equals(row.get("state", String.class)), number(row, "failures"), failing(row),
                row.get("failing_since", Instant.class), row.get("closed_until", Instant.class), number(row, "probes"),
                row.get("told_at", Instant.class), answer(row), row.get("last_data_at", Instant.class),
                row.get("last_failure_at", Instant.class));
    }

    private static Set<UUID> failing(Readable row) {
        return new LinkedHashSet<>(List.of(Objects.requireNonNull(row.get("failing", UUID[].class))));
    }

    private static Health.@Nullable Answer answer(Readable row) {
        Instant at = row.get("last_answer_at", Instant.class);
        UUID authorization = row.get("last_answer_for", UUID.class);
        return at == null || authorization == null ? null : new Health.Answer(at, authorization);
    }

    private static int number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Integer.class));
    }
}
