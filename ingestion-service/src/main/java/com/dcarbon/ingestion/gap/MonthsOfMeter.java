// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.gap;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import com.dcarbon.ingestion.gap.CompletenessView.OfMonth;
import com.dcarbon.ingestion.gap.rules.Completeness;
import com.dcarbon.ingestion.interval.IntervalBlocks;
import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.IntervalBlock;
import com.dcarbon.ingestion.meter.Meter;

import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Counts a meter's intervals month by month. */
@Repository
class MonthsOfMeter {
    private final DatabaseClient database;
    private final IntervalBlocks blocks;
    private final Clock clock;

    MonthsOfMeter(DatabaseClient database, IntervalBlocks blocks, Clock clock) {
        this.database = database;
        this.blocks = blocks;
        this.clock = clock;
    }

    /** A direction of which the meter has readings, in epoch seconds. */
    private record Series(Direction direction, long first, long frontier, int seconds) {}

    /** Those of each direction of which the meter has readings, months before the first one left out. */
    Mono<List<OfMonth>> of(Meter meter, YearMonth from, YearMonth to) {
        return series(meter.id()).concatMap(series -> months(meter, series, from, to)).collectList();
    }

    private Flux<Series> series(UUID meterId) {
        return database.sql("""
                select direction, first_at, frontier, interval_seconds from meter_series
                 where meter_id = :meter order by direction""")
                .bind("meter", meterId)
                .map(MonthsOfMeter::found)
                .all();
    }

    private Flux<OfMonth> months(Meter meter, Series series, YearMonth from, YearMonth to) {
        ZoneId zone = meter.timeZone();
        return Flux.fromStream(() -> Stream.iterate(from, month -> !month.isAfter(to), month -> month.plusMonths(1)))
                .filter(month -> start(month.plusMonths(1), zone) > series.first())
                .filter(month -> start(month, zone) < clock.instant().getEpochSecond())
                .concatMap(month -> month(meter, series, month));
    }

    private Mono<OfMonth> month(Meter meter, Series series, YearMonth month) {
        long start = Math.max(start(month, meter.timeZone()), series.first());
        long end = Math.min(start(month.plusMonths(1), meter.timeZone()), clock.instant().getEpochSecond());
        return blocks
                .stored(new IntervalBlocks.Series(meter.id(), series.direction(), meter.timeZone()), start, end)
                .map(stored -> counted(stored, series, month, start, end));
    }

    private static OfMonth counted(List<IntervalBlock> stored, Series series, YearMonth month, long start, long end) {
        long reached = Math.clamp(series.frontier(), start, end);
        Completeness past = Completeness.of(stored, start, reached, series.seconds());
        Completeness ahead = Completeness.of(stored, reached, end, series.seconds());
        return new OfMonth(month, series.direction(), past.expected() + ahead.expected(),
                past.stored() + ahead.stored(), past.missing(), ahead.missing(), past.estimated() + ahead.estimated());
    }

    private static long start(YearMonth month, ZoneId zone) {
        return month.atDay(1).atStartOfDay(zone).toEpochSecond();
    }

    private static Series found(Readable row) {
        String direction = Objects.requireNonNull(row.get("direction", String.class));
        return new Series(Direction.of(direction).orElseThrow(), second(row, "first_at"), second(row, "frontier"),
                Objects.requireNonNull(row.get("interval_seconds", Integer.class)));
    }

    private static long second(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Instant.class)).getEpochSecond();
    }
}
