// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.gap;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.interval.rules.Direction;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** From when to when each meter and direction has readings. The end, the frontier, is never a time of the clock. */
@Repository
public class MeterSeries {
    private static final String UNITE = """
            with former as (delete from meter_series where meter_id = :meter and direction = :from returning *)
            insert into meter_series as known (meter_id, direction, first_at, frontier, interval_seconds)
            select meter_id, :to, first_at, frontier, interval_seconds from former
            on conflict (meter_id, direction) do update set
                first_at = least(known.first_at, excluded.first_at),
                interval_seconds = case when excluded.frontier >= known.frontier
                    then excluded.interval_seconds else known.interval_seconds end,
                frontier = greatest(known.frontier, excluded.frontier)""";
    private static final String DROP_SAME_GAPS = """
            delete from interval_gaps gap
             where meter_id = :meter and direction = :to and state <> 'closed'
               and exists (select from interval_gaps same
                            where same.meter_id = gap.meter_id and same.direction = :from and same.state <> 'closed'
                              and same.start_at < gap.end_at and same.end_at > gap.start_at)""";
    private static final String RENAME_GAPS = "update interval_gaps set direction = :to where meter_id = :meter and direction = :from";

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
     * What was taken for one direction is another one; in the transaction that renames the blocks. What is known of the
     * other one goes together with it.
     */
    public Mono<Void> renamed(UUID meterId, Direction from, Direction to) {
        return Flux.just(UNITE, DROP_SAME_GAPS, RENAME_GAPS)
                .concatMap(sql -> database.sql(sql)
                        .bind("to", to.wire())
                        .bind("from", from.wire())
                        .bind("meter", meterId)
                        .then())
                .then();
    }

    /** Forgets the series of which no readings are stored any more, and what was missing of them. */
    public Mono<Void> forgetEmpty(List<UUID> meters) {
        return database.sql("""
                with gone as (
                    delete from meter_series series
                     where meter_id = any(:meters)
                       and not exists (select from interval_blocks block
                                        where block.meter_id = series.meter_id and block.direction = series.direction)
                    returning meter_id, direction)
                delete from interval_gaps gap using gone
                 where gap.meter_id = gone.meter_id and gap.direction = gone.direction and gap.state <> 'closed'""")
                .bind("meters", meters.toArray(UUID[]::new))
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
