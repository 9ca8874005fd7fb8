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
import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.IntervalBlock;
import com.dcarbon.ingestion.interval.rules.LeftDays;
import com.dcarbon.ingestion.interval.rules.Merged;
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
     * For the rest of the caller's transaction statements are planned once and for all: to plan anew which partitions a
     * period touches takes longer than to look into them. An index serves each of them; a plan made while a partition is
     * empty must not think that it stays so.
     */
    public Mono<Void> planOnce() {
        return database.sql("""
                select set_config('plan_cache_mode', 'force_generic_plan', true),
                       set_config('enable_seqscan', 'off', true)""").then();
    }

    /**
     * Merges readings into what is stored. Writes only what is different, and keeps what a correction replaces. Runs in
     * the caller's transaction.
     *
     * @return how many of them were stored already, so that they changed nothing
     */
    public Mono<Integer> merge(Arrival arrival) {
        Series series = arrival.series();
        Optional<ArrivedDays> days = arrival.days();
        return days.isPresent()
                ? heads(series, arrival.from(), arrival.to())
                        .flatMap(heads -> mergeDays(series, days.get(), heads, arrival.origin()))
                : stored(series, arrival.from(), arrival.to())
                        .flatMap(stored -> mergeAll(series, stored, arrival.readings(), arrival.origin()));
    }

    private Mono<Integer> mergeDays(Series series, ArrivedDays days, List<BlockHead> heads, Origin origin) {
        LeftDays left = days.beside(heads);
        int readings = left.readings();
        int same = days.readings() - readings;
        if (readings == 0) {
            return Mono.just(same);
        }
        return left.stored().isEmpty()
                ? writing.write(series, left.blocks(), origin).thenReturn(same)
                : stored(series, left.stored()).map(left::into)
                        .flatMap(merged -> write(series, merged, origin).thenReturn(same + merged.repeated()));
    }

    private Mono<Integer> mergeAll(Series series, List<IntervalBlock> stored, List<Reading> readings, Origin origin) {
        List<Reading> wanted = origin.replay() ? BlockMerge.untold(stored, readings) : readings;
        Merged merged = Merged.of(stored, wanted, series.zone());
        int repeated = origin.replay() ? BlockMerge.repeated(stored, readings) : merged.repeated();
        return write(series, merged, origin).thenReturn(repeated);
    }

    private Mono<Void> write(Series series, Merged merged, Origin origin) {
        return merged.isEmpty() ? Mono.empty() : writing.write(series, merged, origin);
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
        return new Starts(starts).bindTo(database.sql(StoredBlocks.OF_STARTS))
                .bind("meter", series.meterId())
                .bind("direction", series.direction().wire())
                .map(StoredBlocks::of)
                .one();
    }
}
