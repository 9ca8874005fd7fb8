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

    OutboxListener(ConnectionFactory connections) {
        this.connections = connections;
    }

    /** Runs {@code wake} at every notification, for ever; a lost connection is replaced. */
    Mono<Boolean> listen(Runnable wake) {
        return Flux.usingWhen(connections.create(), connection -> notifications(connection, wake), Connection::close)
                .onErrorComplete()
                .then(Mono.delay(Duration.ofSeconds(1)))
                .thenReturn(true);
    }

    private static Flux<Void> notifications(Connection pooled, Runnable wake) {
        PostgresqlConnection connection = unwrap(pooled);
        return connection.createStatement("LISTEN outbox").execute()
                .flatMap(result -> result.getRowsUpdated())
                .thenMany(connection.getNotifications())
                .doOnNext(_ -> wake.run())
                .ignoreElements()
                .cast(Void.class)
                .flux();
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
