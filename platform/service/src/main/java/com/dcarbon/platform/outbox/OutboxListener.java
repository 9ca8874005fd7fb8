// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.outbox;

import java.time.Duration;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Hears PostgreSQL's NOTIFY when an event was committed, so that the relay need not wait for its next look. */
final class OutboxListener {
    private final ConnectionFactory connections;
    private final Duration oneRound;

    OutboxListener(ConnectionFactory connections, Duration oneRound) {
        this.connections = connections;
        this.oneRound = oneRound;
    }

    /**
     * Runs {@code wake} at every notification, for one round. Then the caller listens anew: a connection that has died
     * without a word is not listened to for long.
     */
    Mono<Boolean> listen(Runnable wake) {
        return Flux.usingWhen(connections.create(), connection -> notifications(unwrap(connection), wake),
                OutboxListener::release)
                .then(Mono.just(true));
    }

    private Flux<Void> notifications(PostgresqlConnection connection, Runnable wake) {
        return connection.createStatement("LISTEN outbox").execute()
                .flatMap(result -> result.getRowsUpdated())
                .thenMany(connection.getNotifications())
                .doOnNext(_ -> wake.run())
                .ignoreElements()
                .take(oneRound)
                .cast(Void.class)
                .flux();
    }

    /** The pool must not hand out a connection that still listens. */
    private static Mono<Void> release(Connection connection) {
        return Mono.from(connection.createStatement("UNLISTEN *").execute())
                .flatMap(result -> Mono.from(result.getRowsUpdated()))
                .onErrorComplete()
                .then(Mono.from(connection.close()));
    }

    private static PostgresqlConnection unwrap(Object connection) {
        if (connection instanceof PostgresqlConnection postgres) {
            return postgres;
        }
        if (connection instanceof Wrapped<?> wrapped) {
            return unwrap(wrapped.unwrap());
        }
        throw new IllegalStateException("no PostgreSQL connection: " + connection.getClass().getName());
    }
}
