// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.health;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

import org.springframework.r2dbc.core.DatabaseClient;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/**
 * How each utility does, as gauges by {@code provider}, measured now and then in two small places: the row of its health,
 * and the imports that are due.
 */
final class ProviderGauges {
    private final DatabaseClient database;
    private final Clock clock;
    private final MultiGauge down;
    private final MultiGauge downAge;
    private final MultiGauge dataAge;
    private final MultiGauge due;
    private final MultiGauge lag;

    ProviderGauges(DatabaseClient database, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.clock = clock;
        this.down = MultiGauge.builder("dcarbon.provider.down").register(metrics);
        this.downAge = MultiGauge.builder("dcarbon.provider.down.age.seconds").register(metrics);
        this.dataAge = MultiGauge.builder("dcarbon.provider.data.age.seconds").register(metrics);
        this.due = MultiGauge.builder("dcarbon.provider.imports.due").register(metrics);
        this.lag = MultiGauge.builder("dcarbon.provider.imports.lag.seconds").register(metrics);
    }

    /** @param silentFor since its last sound answer, in seconds; zero while it is up. */
    private record Row(String provider, boolean isDown, double silentFor, double dataAge, long due, double lag) {}

    /** Always false, since measuring finds nothing further to do. */
    Mono<Boolean> measure() {
        return database
                .sql("""
                        select h.provider_id, h.state = 'down' as down,
                               coalesce(extract(epoch from :now - case when h.state = 'down' then h.failing_since end), 0)::float8
                                   as silent,
                               coalesce(extract(epoch from :now - h.last_data_at), 0)::float8 as data_age,
                               coalesce(w.due, 0) as due,
                               coalesce(extract(epoch from :now - w.since), 0)::float8 as lag
                        from provider_health h
                        left join (select provider_id, count(*) as due, min(next_attempt_at) as since from import_jobs
                                    where state in ('queued', 'waiting', 'retrying') and next_attempt_at <= :now
                                    group by provider_id) w on w.provider_id = h.provider_id""")
                .bind("now", clock.instant())
                .map(ProviderGauges::row)
                .all()
                .collectList()
                .doOnNext(this::show)
                .thenReturn(false);
    }

    private static Row row(Readable row) {
        return new Row(Objects.requireNonNull(row.get("provider_id", String.class)),
                Boolean.TRUE.equals(row.get("down", Boolean.class)), number(row, "silent"), number(row, "data_age"),
                Objects.requireNonNull(row.get("due", Long.class)), number(row, "lag"));
    }

    private static double number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Double.class));
    }

    private void show(List<Row> rows) {
        show(down, rows, row -> row.isDown() ? 1 : 0);
        show(downAge, rows, Row::silentFor);
        show(dataAge, rows, Row::dataAge);
        show(due, rows, Row::due);
        show(lag, rows, Row::lag);
    }

    private static void show(MultiGauge gauge, List<Row> rows, ToDoubleFunction<Row> value) {
        gauge.register(rows
                .stream().<MultiGauge.Row<?>>map(row -> MultiGauge.Row.of(Tags.of("provider", row.provider()),
                        value.applyAsDouble(row)))
                .toList(), true);
    }
}
