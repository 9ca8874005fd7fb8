// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.interval.Windows.Window;
import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.FoldedBlock;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads stored blocks as they are; unfolding them is cheaper here than in the database. */
@Repository
class FoldedBlocks {
    /** No interval is longer than this, so an earlier block does not reach into the period. */
    private static final Duration LONGEST_BLOCK = Duration.ofDays(401);
    /** Longer periods are looked at first: most of what lies in "everything" is empty. */
    private static final Duration LONG_PERIOD = Duration.ofDays(400);
    private static final int READ_AHEAD = 2;

    private static final String BLOCKS = """
            select direction, extract(epoch from start_at)::bigint as start_second, interval_seconds, power_of_ten,
                   values::text as readings, qualities::text as qualities
              from interval_blocks
             where meter_id = :meter and direction = any(:directions)
               and start_at >= :from and start_at < :to and end_at > :start
             order by start_at""";

    private static final String SPAN = """
            select min(start_at) as first, max(start_at) as last
              from interval_blocks
             where meter_id = :meter and direction = any(:directions) and start_at > :from and start_at < :to""";

    private final DatabaseClient database;

    FoldedBlocks(DatabaseClient database) {
        this.database = database;
    }

    /**
     * The blocks that touch the period, by start. However slowly they are taken, little is held in memory, and no
     * connection and no transaction for longer than a piece of the period takes to read.
     */
    Flux<FoldedBlock> find(IntervalQuery query) {
        return span(query)
                .flatMapMany(span -> Windows.of(span.from(), span.to()))
                .flatMapSequential(window -> read(query, window), READ_AHEAD)
                .flatMapIterable(blocks -> blocks);
    }

    private Mono<Window> span(IntervalQuery query) {
        if (Duration.between(query.start(), query.end()).compareTo(LONG_PERIOD) <= 0) {
            return Mono.just(new Window(query.start(), query.end()));
        }
        return database.sql(SPAN)
                .bind("meter", query.meter().id())
                .bind("directions", directions(query))
                .bind("from", query.start().minus(LONGEST_BLOCK))
                .bind("to", query.end())
                .map(row -> Optional.ofNullable(row.get("first", Instant.class))
                        .map(start -> new Window(later(start, query.start()), after(row, "last"))))
                .one()
                .flatMap(Mono::justOrEmpty);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant after(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Instant.class)).plusSeconds(1);
    }

    private Mono<List<FoldedBlock>> read(IntervalQuery query, Window window) {
        boolean first = !window.from().isAfter(query.start());
        return database.sql(BLOCKS)
                .bind("meter", query.meter().id())
                .bind("directions", directions(query))
                .bind("from", first ? query.start().minus(LONGEST_BLOCK) : window.from())
                .bind("to", window.to())
                .bind("start", query.start())
                .map(row -> block(row, query))
                .all()
                .flatMap(Mono::justOrEmpty)
                .collectList();
    }

    private static String[] directions(IntervalQuery query) {
        return query.shown().stored(query.direction()).stream().map(Direction::wire).toArray(String[]::new);
    }

    /** Empty if it is shown under no direction that is wanted: then another one takes its place at that time. */
    private static Optional<FoldedBlock> block(Readable row, IntervalQuery query) {
        Direction stored = Direction.of(text(row, "direction")).orElseThrow();
        long start = Objects.requireNonNull(row.get("start_second", Long.class));
        return query.shown()
                .shown(stored, start)
                .filter(direction -> query.direction().isEmpty() || query.direction().get() == direction)
                .map(direction -> block(row, direction, start));
    }

    private static FoldedBlock block(Readable row, Direction shown, long start) {
        return new FoldedBlock(shown, start, Objects.requireNonNull(row.get("interval_seconds", Integer.class)),
                Objects.requireNonNull(row.get("power_of_ten", Integer.class)), text(row, "readings"),
                text(row, "qualities"));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
