// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private final DatabaseClient database;

    GeneratedDirections(DatabaseClient database) {
        this.database = database;
    }

    /** How the meter's directions are shown. */
    public Mono<ShownDirections> shown(Meter meter) {
        return meter.isGeneration()
                ? of(meter).map(series -> new ShownDirections(series.direction()))
                : Mono.just(ShownDirections.AS_STORED);
    }

    /**
     * The generated series of a meter with role generation: what the utility calls so, else the flow that a report counted,
     * else what its data say.
     */
    public Mono<GeneratedSeries> of(Meter meter) {
        return named(meter).flatMap(named -> named
                ? Mono.just(GeneratedSeries.of(Direction.GENERATED))
                : flow(meter));
    }

    /** The same where the utility calls nothing so: which flow counts. */
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

    private Mono<Boolean> named(Meter meter) {
        return database
                .sql("select 1 from interval_blocks where meter_id = :meter and direction = 'generated' limit 1")
                .bind("meter", meter.id())
                .map(row -> true)
                .one()
                .defaultIfEmpty(false);
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
