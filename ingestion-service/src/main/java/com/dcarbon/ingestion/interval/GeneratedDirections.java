// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.GeneratedSeries;
import com.dcarbon.ingestion.interval.rules.ShownDirections;
import com.dcarbon.ingestion.meter.Meter;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

/** Finds out which stored direction of a meter is what it generated. */
@Repository
public class GeneratedDirections {
    /** Of the latest 400 days, since every page of intervals asks for it: a year with all its seasons, and some more. */
    private static final String ENERGY = """
            select b.direction, sum(v.total * 10::numeric ^ b.power_of_ten) as wh
              from interval_blocks b
             cross join lateral (select coalesce(sum(r.value) filter (where r.value > 0), 0) as total
                                   from unnest(b.values) as r (value)) v
             where b.meter_id = :meter and b.start_at > (
                   select max(start_at) from interval_blocks where meter_id = :meter) - interval '400 days'
             group by b.direction""";

    /** Empty of flows if none of them reaches back before that month's end. */
    private static final String BESIDE = """
            select direction,
                   coalesce(sum(cardinality(array_remove(values, null)) * interval_seconds)
                       filter (where start_at >= :from), 0)::bigint as covered
              from interval_blocks
             where meter_id = :meter and direction in ('delivered', 'received', 'generated') and start_at < :to
             group by direction""";

    private final DatabaseClient database;

    GeneratedDirections(DatabaseClient database) {
        this.database = database;
    }

    /** How the meter's directions are shown. */
    public Mono<ShownDirections> shown(Meter meter) {
        return meter.isGeneration()
                ? firstNamed(meter).flatMap(first -> since(meter, first))
                        .switchIfEmpty(
                                Mono.defer(() -> flow(meter).map(series -> new ShownDirections(series.direction()))))
                : Mono.just(ShownDirections.AS_STORED);
    }

    /**
     * Where the utility calls something generated: that, and before it came the flow. The month in which it came is that of
     * both which covers more of it, as in reports.
     */
    private Mono<ShownDirections> since(Meter meter, Instant first) {
        YearMonth month = YearMonth.from(first.atZone(meter.timeZone()));
        Instant start = startOf(month, meter);
        Instant end = startOf(month.plusMonths(1), meter);
        return database.sql(BESIDE)
                .bind("meter", meter.id())
                .bind("from", start)
                .bind("to", end)
                .map(GeneratedDirections::covered)
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .filter(covered -> covered.size() > 1)
                .flatMap(covered -> flow(meter).flatMap(flow -> Mono.justOrEmpty(flow.known()))
                        .map(flow -> new ShownDirections(Direction.GENERATED, flow,
                                (covered.getOrDefault(Direction.GENERATED, 0L) >= covered.getOrDefault(flow, 0L)
                                        ? start
                                        : end).getEpochSecond())))
                .defaultIfEmpty(new ShownDirections(Direction.GENERATED));
    }

    private static Instant startOf(YearMonth month, Meter meter) {
        return month.atDay(1).atStartOfDay(meter.timeZone()).toInstant();
    }

    private static Map.Entry<Direction, Long> covered(Readable row) {
        return Map.entry(Direction.of(Objects.requireNonNull(row.get("direction", String.class))).orElseThrow(),
                Objects.requireNonNull(row.get("covered", Long.class)));
    }

    /** Which flow of a meter counts where the utility calls nothing generated. */
    public Mono<GeneratedSeries> flow(Meter meter) {
        return Mono.justOrEmpty(meter.generatedFrom())
                .flatMap(counted -> Mono.justOrEmpty(Direction.of(counted)))
                .filter(counted -> counted != Direction.GENERATED)
                .map(GeneratedSeries::of)
                .switchIfEmpty(Mono.defer(() -> energy(meter.id()).map(GeneratedDirections::ofFlows)));
    }

    private static GeneratedSeries ofFlows(Map<Direction, BigDecimal> energy) {
        Map<Direction, BigDecimal> flows = new EnumMap<>(Direction.class);
        flows.putAll(energy);
        flows.remove(Direction.GENERATED);
        return GeneratedSeries.of(flows);
    }

    /** When what the utility calls generated begins. */
    private Mono<Instant> firstNamed(Meter meter) {
        return database
                .sql("select min(start_at) as first from interval_blocks where meter_id = :meter and direction = 'generated'")
                .bind("meter", meter.id())
                .map(row -> Optional.ofNullable(row.get("first", Instant.class)))
                .one()
                .flatMap(Mono::justOrEmpty);
    }

    private Mono<Map<Direction, BigDecimal>> energy(UUID meter) {
        return database.sql(ENERGY).bind("meter", meter).map(GeneratedDirections::entry).all().collectList()
                .map(GeneratedDirections::byDirection);
    }

    private static Map.Entry<Direction, BigDecimal> entry(Readable row) {
        return Map.entry(Direction.of(Objects.requireNonNull(row.get("direction", String.class))).orElseThrow(),
                Objects.requireNonNull(row.get("wh", BigDecimal.class)));
    }

    private static Map<Direction, BigDecimal> byDirection(List<Map.Entry<Direction, BigDecimal>> entries) {
        Map<Direction, BigDecimal> energy = new EnumMap<>(Direction.class);
        entries.forEach(entry -> energy.put(entry.getKey(), entry.getValue()));
        return energy;
    }
}
