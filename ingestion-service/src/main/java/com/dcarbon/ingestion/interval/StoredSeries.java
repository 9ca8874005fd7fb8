// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.interval.rules.Direction;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Of which directions a meter has readings. */
@Repository
public class StoredSeries {
    private final DatabaseClient database;

    StoredSeries(DatabaseClient database) {
        this.database = database;
    }

    /** By meter; every meter is in it. */
    public Mono<Map<UUID, Set<Direction>>> directionsOf(List<UUID> meters) {
        return database.sql("""
                select asked.id, asked.direction,
                       exists (select 1 from interval_blocks block
                                where block.meter_id = asked.id and block.direction = asked.direction) as stored
                  from (select unnest(:ids) as id, 'delivered' as direction union all
                        select unnest(:ids), 'received' union all
                        select unnest(:ids), 'net' union all
                        select unnest(:ids), 'generated') asked""")
                .bind("ids", meters.toArray(UUID[]::new))
                .map(row -> Map.entry(Objects.requireNonNull(row.get("id", UUID.class)), stored(row)))
                .all()
                .collectMultimap(Map.Entry::getKey, Map.Entry::getValue)
                .map(StoredSeries::united);
    }

    private static Set<Direction> stored(Readable row) {
        boolean there = Boolean.TRUE.equals(row.get("stored", Boolean.class));
        return there
                ? Direction.of(Objects.requireNonNull(row.get("direction", String.class))).map(Set::of).orElse(Set.of())
                : Set.of();
    }

    private static Map<UUID, Set<Direction>> united(Map<UUID, Collection<Set<Direction>>> found) {
        Map<UUID, Set<Direction>> directions = new HashMap<>();
        found.forEach((meter, sets) -> {
            Set<Direction> all = EnumSet.noneOf(Direction.class);
            sets.forEach(all::addAll);
            directions.put(meter, all);
        });
        return directions;
    }

    /**
     * What was stored as delivered was the balance: says so of all of it, of what was corrected too. In the caller's
     * transaction; the meter has no balance yet.
     */
    public Mono<Void> deliveredWasNet(UUID meter) {
        return Flux.just("interval_blocks", "interval_block_revisions", "meter_series", "interval_gaps")
                .concatMap(table -> database
                        .sql("update " + table
                                + " set direction = 'net' where meter_id = :id and direction = 'delivered'")
                        .bind("id", meter)
                        .then())
                .then();
    }
}
