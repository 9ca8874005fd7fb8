// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.work;

import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.r2dbc.core.DatabaseClient;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** How much work waits in a table and since when the oldest does, as two gauges, measured now and then. */
public final class Backlog {
    private final DatabaseClient database;
    private final Clock clock;
    private final String query;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong oldestSeconds = new AtomicLong();

    /**
     * @param waitingGauge the name of the gauge of rows, for example {@code dcarbon.mail.waiting}
     * @param ageGauge the name of the gauge of the oldest row's age in seconds
     * @param query gives one row: {@code waiting}, and {@code since}, the oldest row's time or null. It may name the
     *            time as {@code :now}
     */
    public Backlog(DatabaseClient database, Clock clock, MeterRegistry metrics, String waitingGauge, String ageGauge,
            String query) {
        this.database = database;
        this.clock = clock;
        this.query = """
                select waiting, coalesce(greatest(extract(epoch from :now - since), 0), 0)::bigint as age
                from (%s) backlog""".formatted(query);
        metrics.gauge(waitingGauge, waiting);
        metrics.gauge(ageGauge, oldestSeconds);
    }

    /** Reads the table once; always false, since measuring finds nothing further to do. */
    public Mono<Boolean> measure() {
        return database.sql(query).bind("now", clock.instant()).map(this::note).one().thenReturn(false);
    }

    private boolean note(Readable row) {
        waiting.set(Objects.requireNonNull(row.get("waiting", Long.class)));
        oldestSeconds.set(Objects.requireNonNull(row.get("age", Long.class)));
        return true;
    }
}
