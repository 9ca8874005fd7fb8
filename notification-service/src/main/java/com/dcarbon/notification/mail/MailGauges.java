// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.mail;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** How many mails wait and since when the oldest does, measured now and then. */
@Component
class MailGauges {
    private static final String MEASURE = """
            select count(*) as waiting, coalesce(extract(epoch from now() - min(created_at)), 0)::bigint as age
            from mails where state = 'waiting'""";

    private final DatabaseClient database;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong oldestSeconds = new AtomicLong();

    MailGauges(DatabaseClient database, MeterRegistry metrics) {
        this.database = database;
        metrics.gauge("dcarbon.mail.waiting", waiting);
        metrics.gauge("dcarbon.mail.oldest.age.seconds", oldestSeconds);
    }

    Mono<Boolean> measure() {
        return database.sql(MEASURE).map(this::note).one().thenReturn(false);
    }

    private boolean note(Readable row) {
        waiting.set(Objects.requireNonNull(row.get("waiting", Long.class)));
        oldestSeconds.set(Objects.requireNonNull(row.get("age", Long.class)));
        return true;
    }
}
