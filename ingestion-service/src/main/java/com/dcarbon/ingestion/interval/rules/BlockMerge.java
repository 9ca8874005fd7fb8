// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges readings that have come into the blocks that are stored: the same data again changes nothing, a correction
 * replaces, and what results never overlaps.
 */
public final class BlockMerge {
    private static final Comparator<Reading> IN_ORDER = (one, other) -> one.start() == other.start()
            ? Integer.compare(one.seconds(), other.seconds())
            : Long.compare(one.start(), other.start());

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

    /**
     * @param stored the blocks of this meter and direction that touch the local days of the readings
     * @param incoming each interval at most once
     * @param zone in which the meter's days begin
     */
    public static Changes merge(List<IntervalBlock> stored, List<Reading> incoming, ZoneId zone) {
        List<Reading> result = Overlaps.resolved(united(stored, sorted(incoming)));
        Map<Long, IntervalBlock> storedByStart = new LinkedHashMap<>();
        stored.forEach(block -> storedByStart.put(block.start(), block));
        List<IntervalBlock> added = new ArrayList<>();
        for (IntervalBlock block : cut(result, zone)) {
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

    /**
     * Of readings that were received before, those that may say something new: where the utility does not say when it
     * changed them, what is stored of their time is at least as new.
     *
     * @param stored sorted by start
     * @param received sorted by start
     */
    public static List<Reading> untold(List<IntervalBlock> stored, List<Reading> received) {
        List<Reading> before = sorted(stored.stream().flatMap(block -> block.readings().stream()).toList());
        List<Reading> left = new ArrayList<>();
        int next = 0;
        for (Reading reading : received) {
            while (next < before.size() && before.get(next).end() <= reading.start()) {
                next++;
            }
            boolean told = next < before.size() && before.get(next).overlaps(reading);
            if (reading.updated() > 0 || !told) {
                left.add(reading);
            }
        }
        return left;
    }

    /**
     * How many readings are stored already just as they have come.
     *
     * @param stored sorted by start
     * @param incoming sorted by start
     */
    public static int repeated(List<IntervalBlock> stored, List<Reading> incoming) {
        List<Reading> before = sorted(stored.stream().flatMap(block -> block.readings().stream()).toList());
        int repeated = 0;
        int next = 0;
        for (Reading reading : incoming) {
            while (next < before.size() && IN_ORDER.compare(before.get(next), reading) < 0) {
                next++;
            }
            boolean same = next < before.size() && IN_ORDER.compare(before.get(next), reading) == 0
                    && before.get(next).sameContent(reading);
            repeated += same ? 1 : 0;
        }
        return repeated;
    }

    private static List<Reading> sorted(List<Reading> readings) {
        for (int i = 1; i < readings.size(); i++) {
            if (IN_ORDER.compare(readings.get(i - 1), readings.get(i)) > 0) {
                return readings.stream().sorted(IN_ORDER).toList();
            }
        }
        return readings;
    }

    /** Both in order; of an interval that both have, the one that counts. */
    private static List<Reading> united(List<IntervalBlock> stored, List<Reading> incoming) {
        List<Reading> before = sorted(stored.stream().flatMap(block -> block.readings().stream()).toList());
        List<Reading> all = new ArrayList<>(before.size() + incoming.size());
        int next = 0;
        for (Reading reading : before) {
            while (next < incoming.size() && IN_ORDER.compare(incoming.get(next), reading) < 0) {
                all.add(incoming.get(next++));
            }
            boolean both = next < incoming.size() && IN_ORDER.compare(incoming.get(next), reading) == 0;
            all.add(both ? newer(reading, incoming.get(next++)) : reading);
        }
        all.addAll(incoming.subList(next, incoming.size()));
        return all;
    }

    /** What comes later counts, unless the utility itself says that it is older. */
    private static Reading newer(Reading stored, Reading incoming) {
        boolean older = incoming.updated() > 0 && incoming.updated() < stored.updated();
        return older || stored.sameContent(incoming) ? stored : incoming;
    }

    private static List<IntervalBlock> cut(List<Reading> sorted, ZoneId zone) {
        return runs(sorted, zone).stream().map(Run::block).toList();
    }

    /** @param sorted by start, without overlaps */
    static List<Run> runs(List<Reading> sorted, ZoneId zone) {
        List<Run> runs = new ArrayList<>();
        int place = 0;
        for (Reading reading : sorted) {
            if (runs.isEmpty() || !runs.getLast().takes(reading)) {
                runs.add(new Run(sorted, place, reading, dayEnd(reading.start(), zone)));
            }
            place++;
        }
        return runs;
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

    /** @param result in order, without overlaps */
    private static List<IntervalBlock> corrected(List<IntervalBlock> removed, List<Reading> result) {
        return removed.stream().filter(block -> !isIn(result, block.readings())).toList();
    }

    /** @param wanted in order */
    private static boolean isIn(List<Reading> result, List<Reading> wanted) {
        int next = wanted.isEmpty() ? 0 : Collections.binarySearch(result, wanted.getFirst(), IN_ORDER);
        for (Reading reading : wanted) {
            while (next >= 0 && next < result.size() && IN_ORDER.compare(result.get(next), reading) < 0) {
                next++;
            }
            if (next < 0 || next == result.size() || IN_ORDER.compare(result.get(next), reading) != 0
                    || !result.get(next).sameContent(reading)) {
                return false;
            }
        }
        return true;
    }
}
