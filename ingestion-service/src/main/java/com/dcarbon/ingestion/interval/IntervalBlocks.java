// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.interval.rules.BlockMerge;
import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.IntervalBlock;
import com.dcarbon.ingestion.interval.rules.Reading;
import com.dcarbon.platform.ids.Ids;

import io.r2dbc.spi.Result;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The stored blocks of intervals. */
@Repository
public class IntervalBlocks {
    private final DatabaseClient database;
    private final Clock clock;

    IntervalBlocks(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * One row of blocks.
     *
     * @param zone in which the meter's days begin
     */
    public record Series(UUID meterId, Direction direction, ZoneId zone) {}

    /**
     * By which job and from which kind of source data come.
     *
     * @param replay whether they were received before, so that what is stored may be newer
     */
    public record Origin(UUID jobId, String source, boolean replay) {}

    /**
     * Merges readings into what is stored. Writes only what is different, and keeps what a correction replaces. Runs in
     * the caller's transaction.
     *
     * @param readings sorted by start, each interval once, at least one
     * @return how many of them were stored already, so that they changed nothing
     */
    public Mono<Integer> merge(Series series, List<Reading> readings, Origin origin) {
        long from = BlockMerge.dayStart(readings.getFirst().start(), series.zone());
        long to = BlockMerge.dayEnd(readings.stream().mapToLong(Reading::end).max().orElseThrow() - 1, series.zone());
        return stored(series, from, to).flatMap(stored -> {
            BlockMerge.Changes changes = BlockMerge.merge(stored,
                    origin.replay() ? BlockMerge.untold(stored, readings) : readings, series.zone());
            return changes.isEmpty()
                    ? Mono.just(readings.size())
                    : write(series, changes, origin).thenReturn(BlockMerge.repeated(stored, readings));
        });
    }

    private Mono<Void> write(Series series, BlockMerge.Changes changes, Origin origin) {
        return keepRevisions(series, changes.corrected(), origin)
                .then(Mono.defer(() -> remove(series, changes.removed())))
                .then(Mono.defer(() -> insert(series, changes.added(), origin)));
    }

    /** What is stored of a period, sorted by start; blocks at its edges whole. In epoch seconds, the end exclusive. */
    public Mono<List<IntervalBlock>> stored(Series series, long from, long to) {
        return database.sql(StoredBlocks.SELECT)
                .bind("meter", series.meterId())
                .bind("direction", series.direction().wire())
                .bind("from", Instant.ofEpochSecond(from))
                .bind("to", Instant.ofEpochSecond(to))
                .map(StoredBlocks::of)
                .one();
    }

    private Mono<Void> keepRevisions(Series series, List<IntervalBlock> corrected, Origin origin) {
        return corrected.isEmpty()
                ? Mono.empty()
                : database
                        .sql("""
                                insert into interval_block_revisions (id, meter_id, direction, start_at, end_at, interval_seconds,
                                    power_of_ten, values, qualities, source, source_updated, job_id, valid_from, valid_until,
                                    replaced_by_job)
                                select :id, meter_id, direction, start_at, end_at, interval_seconds, power_of_ten, values,
                                       qualities, source, source_updated, job_id, changed_at, :now, :job
                                  from interval_blocks
                                 where meter_id = :meter and direction = :direction and start_at = any(:starts)""")
                        .bind("id", Ids.next())
                        .bind("now", clock.instant())
                        .bind("job", origin.jobId())
                        .bind("meter", series.meterId())
                        .bind("direction", series.direction().wire())
                        .bind("starts", starts(corrected))
                        .then();
    }

    private Mono<Void> remove(Series series, List<IntervalBlock> removed) {
        return removed.isEmpty()
                ? Mono.empty()
                : database.sql("""
                        delete from interval_blocks
                         where meter_id = :meter and direction = :direction and start_at = any(:starts)""")
                        .bind("meter", series.meterId())
                        .bind("direction", series.direction().wire())
                        .bind("starts", starts(removed))
                        .then();
    }

    private static Instant[] starts(List<IntervalBlock> blocks) {
        return blocks.stream().map(block -> Instant.ofEpochSecond(block.start())).toArray(Instant[]::new);
    }

    private Mono<Void> insert(Series series, List<IntervalBlock> blocks, Origin origin) {
        if (blocks.isEmpty()) {
            return Mono.empty();
        }
        Instant now = clock.instant();
        return database.inConnectionMany(connection -> Flux
                .from(new BlockColumns(blocks)
                        .bind(connection.createStatement(BlockColumns.INSERT), series, origin, now)
                        .execute())
                .flatMap(Result::getRowsUpdated)).then();
    }
}
