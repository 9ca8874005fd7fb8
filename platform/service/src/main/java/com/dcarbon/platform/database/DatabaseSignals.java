// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.database;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Hears PostgreSQL's NOTIFY, so that who waits for a row need not wait for its next look. A signal is only a hint: one
 * may be lost while a connection is made anew.
 */
public final class DatabaseSignals {
    private final ConnectionFactory connections;
    private final Duration oneRound;

    /** @param oneRound how long one connection listens */
    public DatabaseSignals(ConnectionFactory connections, Duration oneRound) {
        this.connections = connections;
        this.oneRound = oneRound;
    }

    /**
     * Passes every signal's payload on, for one round. Then the caller listens anew: a connection that has died without
     * a word is not listened to for long.
     *
     * @param listening runs once all channels are listened to: look now, whatever came before was not heard
     * @param channels what to do with the payloads of each channel; the names are plain SQL names
     */
    public Mono<Boolean> listen(Runnable listening, Map<String, Consumer<String>> channels) {
        return Flux.usingWhen(connections.create(), connection -> signals(unwrap(connection), listening, channels),
                DatabaseSignals::release)
                .then(Mono.just(true));
    }

    private Flux<Void> signals(PostgresqlConnection connection, Runnable listening,
            Map<String, Consumer<String>> channels) {
        return Flux.fromIterable(channels.keySet())
                .concatMap(channel -> connection.createStatement("LISTEN " + channel).execute())
                .concatMap(result -> result.getRowsUpdated())
                .thenMany(connection.getNotifications().doOnSubscribe(_ -> listening.run()))
                .doOnNext(signal -> channels.getOrDefault(signal.getName(), _ -> {})
                        .accept(signal.getParameter() == null ? "" : signal.getParameter()))
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
