// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.interval.rules.Days;
import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Reading;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Of which directions a meter has readings, and of which kind. */
@Repository
public class StoredSeries {
    private static final String KEEP = """
            insert into interval_block_revisions (id, meter_id, direction, start_at, end_at, interval_seconds,
                power_of_ten, values, qualities, source, source_updated, job_id, valid_from, valid_until,
                replaced_by_job)
            select gen_random_uuid(), meter_id, direction, start_at, end_at, interval_seconds, power_of_ten, values,
                   qualities, source, source_updated, job_id, changed_at, :now, :job from gone""";

    private final DatabaseClient database;
    private final Clock clock;

    StoredSeries(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * By meter; every meter is in it.
     *
     * @param uploads whether what people have brought in files counts
     */
    public Mono<Map<UUID, Set<Direction>>> directionsOf(List<UUID> meters, boolean uploads) {
        return database.sql("""
                select asked.id, asked.direction,
                       exists (select 1 from interval_blocks block
                                where block.meter_id = asked.id and block.direction = asked.direction
                                  and (:uploads or block.source <> 'upload')) as stored
                  from (select unnest(:ids) as id, 'delivered' as direction union all
                        select unnest(:ids), 'received' union all
                        select unnest(:ids), 'net' union all
                        select unnest(:ids), 'generated') asked""")
                .bind("ids", meters.toArray(UUID[]::new))
                .bind("uploads", uploads)
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

    /** Which of the meters have readings that people have brought in files. */
    public Mono<Set<UUID>> withUploads(List<UUID> meters) {
        return database.sql("""
                select asked.id from (select unnest(:ids) as id) asked
                 where exists (select 1 from interval_blocks block
                                where block.meter_id = asked.id and block.source = 'upload')""")
                .bind("ids", meters.toArray(UUID[]::new))
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .all()
                .collect(Collectors.toSet());
    }

    /**
     * Where the utility itself tells what a meter measured, what was brought in a file counts no more: it is kept among
     * what was corrected. Local days are set aside whole, so that nothing unproven gets among what is proven; days of
     * which the utility tells nothing stay. A balance and its parts stand for each other. In the caller's transaction.
     *
     * @param readings that take its place, in order, at least one
     */
    public Mono<Void> setUploadsAside(IntervalBlocks.Series series, List<Reading> readings, UUID jobId) {
        List<Days> days = Days.of(readings, series.zone());
        return database
                .sql("""
                        with gone as (
                            delete from interval_blocks
                             where meter_id = :meter and source = 'upload' and direction = any(:directions)
                               and exists (select from unnest(:starts::timestamptz[], :ends::timestamptz[]) as day (start_at, end_at)
                                            where interval_blocks.start_at < day.end_at and interval_blocks.end_at > day.start_at)
                            returning *)
                        """
                        + KEEP)
                .bind("meter", series.meterId())
                .bind("directions", insteadOf(series.direction()))
                .bind("starts", days.stream().map(Days::start).toArray(Instant[]::new))
                .bind("ends", days.stream().map(Days::end).toArray(Instant[]::new))
                .bind("now", clock.instant())
                .bind("job", jobId)
                .then();
    }

    private static String[] insteadOf(Direction direction) {
        Stream<Direction> same = switch (direction) {
            case NET -> Stream.of(Direction.NET, Direction.DELIVERED, Direction.RECEIVED);
            case DELIVERED, RECEIVED -> Stream.of(direction, Direction.NET);
            case GENERATED -> Stream.of(Direction.GENERATED);
        };
        return same.map(Direction::wire).toArray(String[]::new);
    }

    /**
     * What was stored as delivered was the balance: says so of all of it, of what was corrected too. A balance that was
     * brought in a file gives way where it says the same. In the caller's transaction; the utility has told no balance yet.
     */
    public Mono<Void> deliveredWasNet(UUID meter, UUID jobId) {
        return uploadedNetAside(meter, jobId).thenMany(Flux.just("interval_blocks", "interval_block_revisions"))
                .concatMap(table -> database
                        .sql("update " + table
                                + " set direction = 'net' where meter_id = :id and direction = 'delivered'")
                        .bind("id", meter)
                        .then())
                .then();
    }

    private Mono<Void> uploadedNetAside(UUID meter, UUID jobId) {
        return database.sql("""
                with gone as (
                    delete from interval_blocks net
                     where meter_id = :meter and direction = 'net' and source = 'upload'
                       and exists (select from interval_blocks block
                                    where block.meter_id = net.meter_id and block.direction = 'delivered'
                                      and block.start_at < net.end_at and block.end_at > net.start_at)
                    returning *)
                """ + KEEP)
                .bind("meter", meter)
                .bind("now", clock.instant())
                .bind("job", jobId)
                .then();
    }
}
