// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report.rules;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.IntervalBlock;
import com.dcarbon.ingestion.report.rules.Unit.Lot;
import com.dcarbon.ingestion.report.rules.Unit.Origin;

/** Builds units of readings for tests. */
final class Readings {
    static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    static final Instant LONG_AGO = Instant.parse("2100-01-01T00:00:00Z");
    private static final short VALIDATED = 17;

    private final List<Lot> lots = new ArrayList<>();
    private Origin origin = new Origin("pge", "pge", false);
    private Elsewhere elsewhere = Elsewhere.NOTHING;
    private boolean uploadsCount;
    private boolean uploaded;
    private Direction series = Direction.DELIVERED;

    static long at(String local) {
        return LocalDateTime.parse(local).atZone(PACIFIC).toEpochSecond();
    }

    Readings from(String now, String first) {
        origin = new Origin(now, first, false);
        return this;
    }

    /** What is added from here on. */
    Readings series(Direction direction) {
        series = direction;
        return this;
    }

    /** A meter that people have brought. */
    Readings fromUpload() {
        origin = new Origin("pge by upload", "pge by upload", true);
        return uploaded();
    }

    Readings elsewhere(Elsewhere what) {
        elsewhere = what;
        return this;
    }

    Readings uploaded() {
        uploaded = true;
        return this;
    }

    Readings accepted() {
        uploadsCount = true;
        return this;
    }

    Readings block(long start, int seconds, int quality, long... values) {
        List<Short> qualities = Collections.nCopies(values.length, quality < 0 ? null : (short) quality);
        lots.add(new Lot(series,
                new IntervalBlock(start, seconds, 0, LongStream.of(values).boxed().toList(), qualities, 0),
                uploaded));
        return this;
    }

    Readings validated(long start, long... values) {
        return block(start, 900, VALIDATED, values);
    }

    /** A month of quarter hours of 1 Wh. */
    Readings whole(YearMonth month) {
        LocalMonth local = LocalMonth.of(month, PACIFIC);
        return validated(local.start(), LongStream.range(0, local.seconds() / 900).map(i -> 1).toArray());
    }

    Unit unit() {
        return Unit.of(UUID.randomUUID(), PACIFIC, origin, uploadsCount, elsewhere, Direction.DELIVERED, lots);
    }

    MonthCount count(String month) {
        return count(month, LONG_AGO);
    }

    MonthCount count(String month, Instant oldEnough) {
        Unit unit = unit();
        return new FacilityMonths(List.of(unit), oldEnough, Ledger.empty(), ToldDirections.NONE)
                .count(unit.meter(), YearMonth.parse(month))
                .orElseThrow();
    }
}
