// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.gap;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.interval.rules.Direction;

import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** From when to when each meter and direction has readings. The end, the frontier, is never a time of the clock. */
@Repository
public class MeterSeries {
    private final DatabaseClient database;
    private final JsonMapper json;

    MeterSeries(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * What an import brought of a meter and direction.
     *
     * @param firstAt the start of its earliest reading
     * @param frontier the end of its newest one
     * @param intervalSeconds how long that one is
     */
    public record Reached(UUID meterId, Direction direction, Instant firstAt, Instant frontier, int intervalSeconds) {}

    /**
     * What was taken for one direction is another one; in the transaction that renames the blocks. The meter must not
     * have the other one yet.
     */
    public Mono<Void> renamed(UUID meterId, Direction from, Direction to) {
        return rename("meter_series", meterId, from, to)
                .then(Mono.defer(() -> rename("interval_gaps", meterId, from, to)));
    }

    private Mono<Void> rename(String table, UUID meterId, Direction from, Direction to) {
        return database
                .sql("update " + table + " set direction = :to where meter_id = :meter and direction = :from")
                .bind("to", to.wire())
                .bind("from", from.wire())
                .bind("meter", meterId)
                .then();
    }

    /**
     * Notes how far the readings reach; in the transaction that ends the import.
     *
     * @param moves whether the frontier of a series that is known already moves; its beginning does in any case
     */
    public Mono<Void> reached(Collection<Reached> series, boolean moves) {
        return series.isEmpty()
                ? Mono.empty()
                : database.sql("""
                        insert into meter_series as known (meter_id, direction, first_at, frontier, interval_seconds)
                        select meter_id, direction, first_at, frontier, interval_seconds
                          from jsonb_to_recordset(:series::jsonb) as found (meter_id uuid, direction text,
                               first_at timestamptz, frontier timestamptz, interval_seconds integer)
                         order by meter_id, direction
                        on conflict (meter_id, direction) do update set
                            first_at = least(known.first_at, excluded.first_at),
                            interval_seconds = case when :moves and excluded.frontier >= known.frontier
                                then excluded.interval_seconds else known.interval_seconds end,
                            frontier = case when :moves then greatest(known.frontier, excluded.frontier)
                                else known.frontier end""")
                        .bind("series", json.writeValueAsString(series))
                        .bind("moves", moves)
                        .then();
    }
}
