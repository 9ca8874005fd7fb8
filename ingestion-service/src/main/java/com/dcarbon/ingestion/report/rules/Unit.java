// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report.rules;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;

import com.dcarbon.ingestion.interval.rules.IntervalBlock;
import com.dcarbon.ingestion.interval.rules.Reading;

/**
 * A generating unit: a meter with role generation and its series of what it generated.
 *
 * @param origin where the meter comes from now and came from first; tells which meters may be one
 * @param uploadsCount whether an administrator accepted uploaded readings
 * @param blocks by their start
 */
public record Unit(UUID meter, ZoneId zone, Origin origin, boolean uploadsCount, NavigableMap<Long, Lot> blocks) {

    /**
     * Where a meter comes from.
     *
     * @param now provider and kind of source from which it was last read
     * @param first those from which it came first
     */
    public record Origin(String now, String first) {

        /**
         * Whether two meters may be one that came through two providers. Those of one provider are told apart by that
         * provider, so they are two, and stay two when both go over to another.
         */
        boolean mayBeTheSameAs(Origin other) {
            return !now.equals(other.now) && !first.equals(other.first);
        }
    }

    /** A stored block, and whether it came by an upload. */
    public record Lot(IntervalBlock block, boolean uploaded) {}

    public static Unit of(UUID meter, ZoneId zone, Origin origin, boolean uploadsCount, List<Lot> lots) {
        NavigableMap<Long, Lot> blocks = new TreeMap<>();
        lots.forEach(lot -> blocks.put(lot.block().start(), lot));
        return new Unit(meter, zone, origin, uploadsCount, blocks);
    }

    /** All readings that begin in the month, whatever their quality. */
    public MonthCount.Left sum(LocalMonth month) {
        MonthCount.Left[] sum = {new MonthCount.Left(0, BigDecimal.ZERO)};
        readings(month, (reading, uploaded) -> sum[0] = sum[0].and(reading.wattHours()));
        return sum[0];
    }

    /** Tells each reading that begins in the month, in order, and whether it was uploaded. */
    void readings(LocalMonth month, BiConsumer<Reading, Boolean> taker) {
        Long before = blocks.floorKey(month.start());
        blocks.subMap(before == null ? month.start() : before, true, month.end(), false).values().forEach(
                lot -> lot.block().readings().stream().filter(month::holdsStartOf).forEach(
                        reading -> taker.accept(reading, lot.uploaded())));
    }
}
