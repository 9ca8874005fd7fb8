// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.retention;

import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import com.dcarbon.platform.ids.Ids;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/**
 * Drops what was kept for as long as the policy says, some entries at a time. Each step is one transaction of the
 * database's own function, so that a process may die at any moment and another goes on; of several replicas one does it.
 */
@Component
class DroppingEntries {
    private static final Logger LOG = LoggerFactory.getLogger(DroppingEntries.class);
    private static final String DROP = "select dropped, more from drop_audit_entries(:drop, :now, :at_once)";
    private static final String OVERDUE = """
            select coalesce(max(((:now at time zone 'UTC')::date - period)::date - past), 0)::bigint as days
            from audit_days_past_retention(:now)""";

    private final DatabaseClient database;
    private final RetentionSettings settings;
    private final Clock clock;
    private final Counter dropped;
    private final AtomicLong daysOverdue = new AtomicLong();

    DroppingEntries(DatabaseClient database, RetentionSettings settings, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.dropped = metrics.counter("dcarbon.audit.entries.dropped");
        metrics.gauge("dcarbon.audit.retention.overdue.days", daysOverdue);
    }

    /** @return whether there may be more to drop */
    Mono<Boolean> drop() {
        return overdue().doOnNext(daysOverdue::set).then(Mono.defer(this::next));
    }

    private Mono<Long> overdue() {
        return database.sql(OVERDUE).bind("now", clock.instant()).map(row -> value(row, "days", Long.class)).one();
    }

    private Mono<Boolean> next() {
        return database.sql(DROP)
                .bind("drop", Ids.next())
                .bind("now", clock.instant())
                .bind("at_once", settings.atOnce())
                .map(row -> noted(value(row, "dropped", Long.class), value(row, "more", Boolean.class)))
                .one();
    }

    private boolean noted(long entries, boolean more) {
        dropped.increment(entries);
        if (entries > 0) {
            LOG.atDebug().addKeyValue("entries", entries).log("entries of the audit log were dropped by the policy");
        }
        return more;
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }
}
