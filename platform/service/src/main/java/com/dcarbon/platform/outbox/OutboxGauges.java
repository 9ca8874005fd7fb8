// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.outbox;

import java.util.concurrent.atomic.AtomicLong;

import org.springframework.r2dbc.core.DatabaseClient;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/** How many events wait and since when the oldest does, measured now and then; and the end of rows long published. */
final class OutboxGauges {
    private static final String MEASURE = """
            select count(*) as pending,
                   coalesce(extract(epoch from now() - min(occurred_at)), 0)::bigint as age
            from outbox where published_at is null""";
    private static final String FORGET = "delete from outbox where published_at < now() - interval '7 days'";

    private final DatabaseClient database;
    private final AtomicLong pending = new AtomicLong();
    private final AtomicLong oldestSeconds = new AtomicLong();

    OutboxGauges(DatabaseClient database, MeterRegistry metrics) {
        this.database = database;
        metrics.gauge("dcarbon.outbox.pending", pending);
        metrics.gauge("dcarbon.outbox.oldest.age.seconds", oldestSeconds);
    }

    Mono<Boolean> measureAndForget() {
        return database.sql(MEASURE)
                .map(row -> {
                    pending.set(row.get("pending", Long.class));
                    oldestSeconds.set(row.get("age", Long.class));
                    return true;
                })
                .one()
                .then(database.sql(FORGET).then())
                .thenReturn(false);
    }
}
