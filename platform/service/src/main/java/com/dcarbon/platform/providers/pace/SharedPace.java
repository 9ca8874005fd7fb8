// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers.pace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.r2dbc.core.DatabaseClient;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/**
 * Spaces the requests of all replicas of a service to one account at a provider evenly, and keeps all of them quiet for
 * as long as the provider wishes (429 with {@code Retry-After}). Runs in transactions of its own, never in the caller's:
 * a place is used up once it was taken.
 */
public final class SharedPace {
    private static final String TAKE = """
            insert into provider_paces as pace (account, taken_until)
            values (:account, :now + cast(:gap as interval))
            on conflict (account) do update
                set taken_until = greatest(pace.taken_until, :now) + cast(:gap as interval)
                where (pace.paused_until is null or pace.paused_until <= :now) and pace.taken_until <= :latest
            returning taken_until - cast(:gap as interval) as place""";
    private static final String REFUSED = """
            select taken_until, case when paused_until > :now then paused_until end as paused_until
            from provider_paces where account = :account""";
    private static final String PAUSE = """
            insert into provider_paces as pace (account, taken_until, paused_until) values (:account, :now, :until)
            on conflict (account) do update set paused_until = greatest(pace.paused_until, :until)""";

    private final DatabaseClient database;
    private final Clock clock;

    public SharedPace(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Takes the next free place.
     *
     * @param account our own name of the account
     * @param patience how long the caller is ready to wait for its place
     */
    public Mono<Place> take(String account, double requestsPerSecond, Duration patience) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            var gap = Duration.ofNanos((long) (Duration.ofSeconds(1).toNanos() / requestsPerSecond));
            return database.sql(TAKE)
                    .bind("account", account)
                    .bind("gap", gap.toString())
                    .bind("now", now)
                    .bind("latest", now.plus(patience))
                    .map(row -> (Place) new Place.At(later(now, row)))
                    .one()
                    .switchIfEmpty(Mono.defer(() -> refused(account, now)));
        });
    }

    private static Instant later(Instant now, Readable row) {
        Instant place = row.get("place", Instant.class);
        return place == null || place.isBefore(now) ? now : place;
    }

    private Mono<Place> refused(String account, Instant now) {
        return database.sql(REFUSED).bind("account", account).bind("now", now).map(row -> {
            Instant paused = row.get("paused_until", Instant.class);
            return paused == null
                    ? new Place.Busy(java.util.Objects.requireNonNull(row.get("taken_until", Instant.class)))
                    : (Place) new Place.Closed(paused);
        }).one();
    }

    /** Nobody asks that account before that time. */
    public Mono<Void> pause(String account, Instant until) {
        return database.sql(PAUSE).bind("account", account).bind("now", clock.instant()).bind("until", until).then();
    }
}
