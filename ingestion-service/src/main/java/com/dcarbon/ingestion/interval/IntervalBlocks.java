// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.interval.rules.ArrivedDays;
import com.dcarbon.ingestion.interval.rules.BlockHead;
import com.dcarbon.ingestion.interval.rules.BlockMerge;
import com.dcarbon.ingestion.interval.rules.BlockMerge.Changes;
import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.IntervalBlock;
import com.dcarbon.ingestion.interval.rules.Reading;

import reactor.core.publisher.Mono;

/** The stored blocks of intervals. */
@Repository
public class IntervalBlocks {
    private final DatabaseClient database;
    private final WritingBlocks writing;

    IntervalBlocks(DatabaseClient database, WritingBlocks writing) {
        this.database = database;
        this.writing = writing;
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
        Optional<ArrivedDays> days = origin.replay() ? Optional.empty() : ArrivedDays.of(readings, series.zone());
        return days.isPresent()
                ? heads(series, from, to).flatMap(heads -> mergeDays(series, days.get(), heads, origin))
                : stored(series, from, to).flatMap(stored -> mergeAll(series, stored, readings, origin));
    }

    private Mono<Integer> mergeDays(Series series, ArrivedDays days, List<BlockHead> heads, Origin origin) {
        ArrivedDays.Left left = days.beside(heads);
        int same = days.readings() - left.readings().size();
        if (left.readings().isEmpty()) {
            return Mono.just(same);
        }
        return left.stored().isEmpty()
                ? writing.write(series, new Changes(left.blocks(), List.of(), List.of()), origin).thenReturn(same)
                : stored(series, left.stored())
                        .flatMap(stored -> mergeAll(series, stored, left.readings(), origin))
                        .map(repeated -> same + repeated);
    }

    private Mono<Integer> mergeAll(Series series, List<IntervalBlock> stored, List<Reading> readings, Origin origin) {
        Changes changes = BlockMerge.merge(stored,
                origin.replay() ? BlockMerge.untold(stored, readings) : readings, series.zone());
        return changes.isEmpty()
                ? Mono.just(readings.size())
                : writing.write(series, changes, origin).thenReturn(BlockMerge.repeated(stored, readings));
    }

    private Mono<List<BlockHead>> heads(Series series, long from, long to) {
        return within(series, from, to, StoredBlocks.HEADS).map(StoredBlocks::heads).one();
    }

    /** What is stored of a period, sorted by start; blocks at its edges whole. In epoch seconds, the end exclusive. */
    public Mono<List<IntervalBlock>> stored(Series series, long from, long to) {
        return within(series, from, to, StoredBlocks.OF_PERIOD).map(StoredBlocks::of).one();
    }

    private DatabaseClient.GenericExecuteSpec within(Series series, long from, long to, String select) {
        return database.sql(select)
                .bind("meter", series.meterId())
                .bind("direction", series.direction().wire())
                .bind("from", Instant.ofEpochSecond(from))
                .bind("to", Instant.ofEpochSecond(to));
    }

    private Mono<List<IntervalBlock>> stored(Series series, List<Long> starts) {
        return database.sql(StoredBlocks.OF_STARTS)
                .bind("meter", series.meterId())
                .bind("direction", series.direction().wire())
                .bind("starts", starts.stream().map(Instant::ofEpochSecond).toArray(Instant[]::new))
                .map(StoredBlocks::of)
                .one();
    }
}
