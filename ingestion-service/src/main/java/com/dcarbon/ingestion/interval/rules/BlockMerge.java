// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Merges readings that have come into the blocks that are stored: the same data again changes nothing, a correction
 * replaces, and what results never overlaps.
 */
public final class BlockMerge {

    private BlockMerge() {}

    /**
     * What has to be written.
     *
     * @param added blocks that were not there like this before
     * @param removed stored blocks that are not valid any more
     * @param corrected those of the removed ones in which a value was changed or dropped, rather than something added
     */
    public record Changes(List<IntervalBlock> added, List<IntervalBlock> removed, List<IntervalBlock> corrected) {

        /** Whether nothing has to be written. */
        public boolean isEmpty() {
            return added.isEmpty() && removed.isEmpty();
        }
    }

    private record Interval(long start, int seconds) {
        static Interval of(Reading reading) {
            return new Interval(reading.start(), reading.seconds());
        }
    }

    /**
     * @param stored the blocks of this meter and direction that touch the local days of the readings
     * @param incoming each interval at most once
     * @param zone in which the meter's days begin
     */
    public static Changes merge(List<IntervalBlock> stored, List<Reading> incoming, ZoneId zone) {
        List<Reading> result = Overlaps.resolved(united(stored, incoming));
        List<IntervalBlock> wanted = cut(result, zone);
        Map<Long, IntervalBlock> storedByStart = new HashMap<>();
        stored.forEach(block -> storedByStart.put(block.start(), block));
        List<IntervalBlock> added = new ArrayList<>();
        for (IntervalBlock block : wanted) {
            IntervalBlock same = storedByStart.get(block.start());
            if (same != null && same.sameContent(block)) {
                storedByStart.remove(block.start());
            } else {
                added.add(block);
            }
        }
        List<IntervalBlock> removed = List.copyOf(storedByStart.values());
        return new Changes(added, removed, corrected(removed, result));
    }

    private static List<Reading> united(List<IntervalBlock> stored, List<Reading> incoming) {
        Map<Interval, Reading> readings = new HashMap<>();
        stored.forEach(block -> block.readings().forEach(reading -> readings.put(Interval.of(reading), reading)));
        incoming.forEach(reading -> readings.merge(Interval.of(reading), reading, BlockMerge::newer));
        return readings.values()
                .stream()
                .sorted(Comparator.comparingLong(Reading::start).thenComparingInt(Reading::seconds))
                .toList();
    }

    /** What comes later counts, unless the utility itself says that it is older. */
    private static Reading newer(Reading stored, Reading incoming) {
        boolean older = incoming.updated() > 0 && incoming.updated() < stored.updated();
        return older || stored.sameContent(incoming) ? stored : incoming;
    }

    private static List<IntervalBlock> cut(List<Reading> sorted, ZoneId zone) {
        List<Run> runs = new ArrayList<>();
        for (Reading reading : sorted) {
            if (runs.isEmpty() || !runs.getLast().takes(reading)) {
                runs.add(new Run(reading, dayEnd(reading.start(), zone)));
            }
        }
        return runs.stream().map(Run::block).toList();
    }

    /** The epoch second at which the local day of that moment ends. */
    public static long dayEnd(long second, ZoneId zone) {
        return Instant.ofEpochSecond(second)
                .atZone(zone)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(zone)
                .toEpochSecond();
    }

    /** The epoch second at which the local day of that moment began. */
    public static long dayStart(long second, ZoneId zone) {
        return Instant.ofEpochSecond(second).atZone(zone).toLocalDate().atStartOfDay(zone).toEpochSecond();
    }

    private static List<IntervalBlock> corrected(List<IntervalBlock> removed, List<Reading> result) {
        if (removed.isEmpty()) {
            return List.of();
        }
        Map<Interval, Reading> now = new HashMap<>();
        Set<IntervalBlock> corrected = new HashSet<>();
        result.forEach(reading -> now.put(Interval.of(reading), reading));
        for (IntervalBlock block : removed) {
            boolean whole = block.readings().stream().allMatch(before -> {
                Reading after = now.get(Interval.of(before));
                return after != null && after.sameContent(before);
            });
            if (!whole) {
                corrected.add(block);
            }
        }
        return List.copyOf(corrected);
    }
}
