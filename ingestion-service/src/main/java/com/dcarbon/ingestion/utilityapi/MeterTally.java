// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.source.SeriesFacts;
import com.dcarbon.ingestion.utilityapi.rules.Chosen;
import com.dcarbon.ingestion.utilityapi.rules.Energy;
import com.dcarbon.ingestion.utilityapi.rules.Span;

/** Counts what has come of one meter, and remembers of which time; a few numbers, however many readings there are. */
final class MeterTally {
    /** A hole that is shorter may be real, as at night; a longer one may be an object that was not handed out. */
    private static final long SUSPICIOUS = Duration.ofDays(1).toSeconds();

    private final Set<Direction> directions = EnumSet.noneOf(Direction.class);
    /** Starts and ends of what has come, nothing between two of them that is shorter than a suspicious hole. */
    private final TreeMap<Long, Long> covered = new TreeMap<>();
    private long readings;
    private boolean netSaysMore;
    private boolean twoWay;

    void add(long start, int seconds, Chosen chosen) {
        readings++;
        cover(start, start + seconds);
        netSaysMore |= chosen.saysMore();
        for (Map.Entry<Direction, Energy> each : chosen.energies().entrySet()) {
            directions.add(each.getKey());
            long value = each.getValue().value();
            twoWay |= each.getKey() == Direction.RECEIVED ? value != 0 : each.getKey() == Direction.NET && value < 0;
        }
    }

    private void cover(long start, long end) {
        long from = start;
        long to = end;
        Map.Entry<Long, Long> before = covered.floorEntry(from);
        if (before != null && before.getValue() + SUSPICIOUS >= from) {
            if (before.getValue() >= to) {
                return;
            }
            from = before.getKey();
        }
        for (Map.Entry<Long, Long> next = covered.ceilingEntry(from); next != null
                && next.getKey() <= to + SUSPICIOUS; next = covered.ceilingEntry(from)) {
            to = Math.max(to, next.getValue());
            covered.remove(next.getKey());
        }
        covered.put(from, to);
    }

    boolean isEmpty() {
        return readings == 0;
    }

    Set<Direction> directions() {
        return Set.copyOf(directions);
    }

    SeriesFacts facts() {
        boolean parts = directions.contains(Direction.DELIVERED) || directions.contains(Direction.RECEIVED);
        return new SeriesFacts(twoWay, parts && !netSaysMore, false);
    }

    /**
     * Whether more than a day is missing of what the provider says that it has of the wanted period.
     *
     * @param has what the provider says that it has
     */
    boolean misses(List<Span> has, Span wanted) {
        return has.stream().anyMatch(span -> {
            long from = latest(span.start(), wanted.start()).getEpochSecond();
            long to = (span.end().isBefore(wanted.end()) ? span.end() : wanted.end()).getEpochSecond();
            Map.Entry<Long, Long> around = covered.floorEntry(from + SUSPICIOUS);
            boolean whole = around != null && around.getValue() + SUSPICIOUS >= to;
            return from < to && (isEmpty() || to - from > SUSPICIOUS && !whole);
        });
    }

    private static Instant latest(Instant first, Instant second) {
        return first.isAfter(second) ? first : second;
    }
}
