// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.r2dbc.core.DatabaseClient;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** How many imports are in each state that is not final, as the gauge {@code dcarbon.imports.active} by {@code state}. */
final class ImportStates {
    private final DatabaseClient database;
    private final Map<String, AtomicLong> gauges;

    ImportStates(DatabaseClient database, MeterRegistry metrics) {
        this.database = database;
        this.gauges = Stream.of("queued", "running", "waiting", "retrying")
                .collect(Collectors.toMap(Function.identity(), state -> Objects.requireNonNull(
                        metrics.gauge("dcarbon.imports.active", Tags.of("state", state), new AtomicLong()))));
    }

    /** Reads the table once; always false, since measuring finds nothing further to do. */
    Mono<Boolean> measure() {
        return database.sql("""
                select state, count(*) as jobs from import_jobs
                 where state in ('queued', 'running', 'waiting', 'retrying') group by state""")
                .map(ImportStates::count)
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .doOnNext(counts -> gauges.forEach((state, gauge) -> gauge.set(counts.getOrDefault(state, 0L))))
                .thenReturn(false);
    }

    private static Map.Entry<String, Long> count(Readable row) {
        return Map.entry(Objects.requireNonNull(row.get("state", String.class)),
                Objects.requireNonNull(row.get("jobs", Long.class)));
    }
}
