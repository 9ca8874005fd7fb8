// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.espi;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.stream.Stream;

import com.dcarbon.simulator.customer.Period;

/**
 * How time is cut into interval blocks: by the days of a zone, and where a custodian does so also at a clock change.
 *
 * @param zone whose midnights count
 * @param splitsAtClockChange whether the day of a clock change is two blocks
 */
public record DayBlocks(ZoneId zone, boolean splitsAtClockChange) {
    /** The blocks that overlap the period, whole, by time. */
    public Stream<Period> within(Period period) {
        if (period.isEmpty()) {
            return Stream.empty();
        }
        LocalDate first = LocalDate.ofInstant(period.start(), zone);
        return Stream.iterate(first, day -> midnight(day).isBefore(period.end()), day -> day.plusDays(1))
                .flatMap(this::blocksOf)
                .filter(block -> !block.intersect(period).isEmpty());
    }

    /** Utilities publish a day's readings early on the next day. */
    Instant publishedAt(Period block) {
        LocalDate day = LocalDate.ofInstant(block.start(), zone);
        return midnight(day.plusDays(1)).plusSeconds(6 * 3600L);
    }

    private Stream<Period> blocksOf(LocalDate day) {
        Period whole = new Period(midnight(day), midnight(day.plusDays(1)));
        ZoneOffsetTransition change = zone.getRules().nextTransition(whole.start());
        if (!splitsAtClockChange || change == null || !whole.contains(change.getInstant())) {
            return Stream.of(whole);
        }
        return Stream.of(new Period(whole.start(), change.getInstant()), new Period(change.getInstant(), whole.end()));
    }

    private Instant midnight(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
