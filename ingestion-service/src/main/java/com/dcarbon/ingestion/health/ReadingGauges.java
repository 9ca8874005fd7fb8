// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.health;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.r2dbc.core.DatabaseClient;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/**
 * How complete and how fresh the readings of each utility are, as gauges by {@code provider}. Measured seldom, in two small
 * tables: the series of meters and the ledger of their gaps. Only meters count that are to be synchronised.
 */
final class ReadingGauges {
    /** Whatever is asked for by itself: its authorization stands, and its utility reports it. */
    private static final String METERS = """
            with live as (
                select plan.provider_id, meter.id, meter.created_at
                  from sync_plans plan join meters meter on meter.authorization_id = plan.authorization_id
                 where plan.live and meter.condition is null and meter.status <> 'ended'),
            newest as (
                select live.provider_id, coalesce(max(series.frontier), live.created_at) as at
                  from live left join meter_series series on series.meter_id = live.id
                 group by live.provider_id, live.id, live.created_at),
            missing as (
                select live.provider_id,
                       sum(extract(epoch from gap.end_at - gap.start_at) / series.interval_seconds)
                           filter (where gap.state = 'open') as open,
                       sum(extract(epoch from gap.end_at - gap.start_at) / series.interval_seconds)
                           filter (where gap.state = 'declared_absent') as absent
                  from interval_gaps gap
                  join live on live.id = gap.meter_id
                  join meter_series series on series.meter_id = gap.meter_id and series.direction = gap.direction
                 where gap.state <> 'closed'
                 group by live.provider_id)
            select newest.provider_id, count(*)::float8 as meters,
                   (count(*) filter (where at < :stale))::float8 as stale,
                   extract(epoch from :now - percentile_disc(0.5) within group (order by at))::float8 as half,
                   extract(epoch from :now - percentile_disc(0.05) within group (order by at))::float8 as most,
                   extract(epoch from :now - min(at))::float8 as worst,
                   coalesce(min(missing.open), 0)::float8 as open, coalesce(min(missing.absent), 0)::float8 as absent
              from newest left join missing on missing.provider_id = newest.provider_id
             group by newest.provider_id""";

    private final DatabaseClient database;
    private final Duration staleAfter;
    private final Clock clock;
    private final MultiGauge meters;
    private final MultiGauge stale;
    private final MultiGauge age;
    private final MultiGauge missing;

    ReadingGauges(DatabaseClient database, Duration staleAfter, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.staleAfter = staleAfter;
        this.clock = clock;
        this.meters = MultiGauge.builder("dcarbon.provider.meters").register(metrics);
        this.stale = MultiGauge.builder("dcarbon.provider.meters.stale").register(metrics);
        this.age = MultiGauge.builder("dcarbon.provider.frontier.age.seconds").register(metrics);
        this.missing = MultiGauge.builder("dcarbon.provider.readings.missing").register(metrics);
    }

    /**
     * A utility with meters.
     *
     * @param half the age at which the newest reading of half of them is not older, in seconds; most: of 95 %; worst: of all
     * @param open how many readings are missing and asked for; absent: how many the utility has declared absent
     */
    private record Row(String provider, double meters, double stale, double half, double most, double worst,
            double open,
            double absent) {

        Tags tags() {
            return Tags.of("provider", provider);
        }

        Stream<MultiGauge.Row<?>> ages() {
            return Stream.of(value("percent", "50", half), value("percent", "95", most),
                    value("percent", "100", worst));
        }

        Stream<MultiGauge.Row<?>> missing() {
            return Stream.of(value("state", "open", open), value("state", "declared_absent", absent));
        }

        private MultiGauge.Row<?> value(String tag, String is, double value) {
            return MultiGauge.Row.of(tags().and(tag, is), value);
        }
    }

    /** Always false, since measuring finds nothing further to do. */
    Mono<Boolean> measure() {
        return database.sql(METERS)
                .bind("now", clock.instant())
                .bind("stale", clock.instant().minus(staleAfter))
                .map(ReadingGauges::row)
                .all()
                .collectList()
                .doOnNext(this::show)
                .thenReturn(false);
    }

    private static Row row(Readable row) {
        return new Row(Objects.requireNonNull(row.get("provider_id", String.class)), number(row, "meters"),
                number(row, "stale"), number(row, "half"), number(row, "most"), number(row, "worst"),
                number(row, "open"), number(row, "absent"));
    }

    private static double number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Double.class));
    }

    private void show(List<Row> rows) {
        meters.register(of(rows.stream().map(row -> MultiGauge.Row.of(row.tags(), row.meters()))), true);
        stale.register(of(rows.stream().map(row -> MultiGauge.Row.of(row.tags(), row.stale()))), true);
        age.register(of(rows.stream().flatMap(Row::ages)), true);
        missing.register(of(rows.stream().flatMap(Row::missing)), true);
    }

    private static Iterable<MultiGauge.Row<?>> of(Stream<? extends MultiGauge.Row<?>> rows) {
        return rows.<MultiGauge.Row<?>>map(row -> row).toList();
    }
}
