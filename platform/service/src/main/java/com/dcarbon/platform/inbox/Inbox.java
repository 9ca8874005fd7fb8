// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.inbox;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

/** Remembers which events a consumer has processed, in the transaction of their effect. */
public final class Inbox {
    private static final String INSERT = """
            insert into inbox (consumer, event_id, received_at) values (:consumer, :event_id, :now)
            on conflict do nothing""";
    private static final String FORGET = "delete from inbox where received_at < :before";
    private static final Duration KEPT = Duration.ofDays(30);

    private final DatabaseClient database;
    private final TransactionalOperator tx;
    private final Clock clock;

    Inbox(DatabaseClient database, TransactionalOperator tx, Clock clock) {
        this.database = database;
        this.tx = tx;
        this.clock = clock;
    }

    /**
     * Runs the effect unless this consumer has already done so for this event.
     *
     * @return whether the effect ran now
     */
    public Mono<Boolean> once(String consumer, UUID eventId, Mono<Void> effect) {
        return database.sql(INSERT)
                .bind("consumer", consumer)
                .bind("event_id", eventId)
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .flatMap(inserted -> inserted == 1 ? effect.thenReturn(true) : Mono.just(false))
                .as(tx::transactional);
    }

    Mono<Boolean> forgetOld() {
        return database.sql(FORGET).bind("before", clock.instant().minus(KEPT)).then().thenReturn(false);
    }
}
