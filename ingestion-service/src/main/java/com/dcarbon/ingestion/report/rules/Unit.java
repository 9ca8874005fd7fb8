// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report.rules;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.IntervalBlock;
import com.dcarbon.ingestion.interval.rules.Reading;

/**
 * A generating unit: a meter with role generation and its series.
 *
 * @param origin where the meter comes from now and came from first; tells which meters may be one
 * @param uploadsCount whether an administrator accepted uploaded readings
 * @param elsewhere what another facility has of it
 * @param flow the series that counts where the utility calls none generated, or null
 * @param blocks of each series, by their start
 */
public record Unit(UUID meter, ZoneId zone, Origin origin, boolean uploadsCount, Elsewhere elsewhere,
        @Nullable Direction flow, Map<Direction, NavigableMap<Long, Lot>> blocks) {

    /**
     * Where a meter comes from.
     *
     * @param now provider and kind of source from which it was last read
     * @param first those from which it came first
     * @param upload whether people have brought it in files, and no utility
     */
    public record Origin(String now, String first, boolean upload) {

        /**
         * Whether two meters may be one that came through two providers. Those of one provider are told apart by that
         * provider, so they are two, and stay two when both go over to another. Nobody tells apart what people bring:
         * one meter may come in two files under different ids.
         */
        boolean mayBeTheSameAs(Origin other) {
            return upload || other.upload || !now.equals(other.now) && !first.equals(other.first);
        }
    }

    /** A stored block, and whether it came by an upload. */
    public record Lot(Direction direction, IntervalBlock block, boolean uploaded) {}

    public static Unit of(UUID meter, ZoneId zone, Origin origin, boolean uploadsCount, Elsewhere elsewhere,
            @Nullable Direction flow, List<Lot> lots) {
        Map<Direction, NavigableMap<Long, Lot>> blocks = new EnumMap<>(Direction.class);
        lots.forEach(lot -> blocks.computeIfAbsent(lot.direction(), direction -> new TreeMap<>())
                .put(lot.block().start(), lot));
        return new Unit(meter, zone, origin, uploadsCount, elsewhere, flow, blocks);
    }

    /**
     * The series that counts in a month of which nothing was told: the flow, or what the utility calls generated if that
     * covers as much of it. They follow each other where a facility goes over to a provider that names things differently,
     * and overlap then; never both count.
     */
    Optional<Direction> series(LocalMonth month) {
        long named = covered(Direction.GENERATED, month);
        return named > 0 && (flow == null || named >= covered(flow, month))
                ? Optional.of(Direction.GENERATED)
                : Optional.ofNullable(flow);
    }

    private long covered(Direction direction, LocalMonth month) {
        long[] seconds = {0};
        readings(direction, month, (reading, uploaded) -> seconds[0] += reading.seconds());
        return seconds[0];
    }

    /** All readings of a series that begin in the month, whatever their quality. */
    public MonthCount.Left sum(Direction direction, LocalMonth month) {
        MonthCount.Left[] sum = {new MonthCount.Left(0, BigDecimal.ZERO)};
        readings(direction, month, (reading, uploaded) -> sum[0] = sum[0].and(reading.wattHours()));
        return sum[0];
    }

    /** Tells each reading of a series that begins in the month, in order, and whether it was uploaded. */
    void readings(Direction direction, LocalMonth month, BiConsumer<Reading, Boolean> taker) {
        NavigableMap<Long, Lot> series = blocks.getOrDefault(direction, new TreeMap<>());
        Long before = series.floorKey(month.start());
        series.subMap(before == null ? month.start() : before, true, month.end(), false).values().forEach(
                lot -> lot.block().readings().stream().filter(month::holdsStartOf).forEach(
                        reading -> taker.accept(reading, lot.uploaded())));
    }
}
