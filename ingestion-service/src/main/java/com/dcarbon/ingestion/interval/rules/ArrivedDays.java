// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Readings that have come, cut into the blocks of their local days. A day that has come just as it is stored needs not be
 * looked at again: nothing stored overlaps what is stored, nothing that has come overlaps what has come, and no block
 * goes beyond the day in which its intervals begin.
 */
public final class ArrivedDays {
    private final List<Reading> readings;
    private final List<Run> runs;
    private final ZoneId zone;

    private ArrivedDays(List<Reading> readings, ZoneId zone) {
        this.readings = readings;
        this.runs = BlockMerge.runs(readings, zone);
        this.zone = zone;
    }

    /**
     * @param readings sorted by start, each interval once, at least one
     * @param zone in which the meter's days begin
     * @return empty if readings overlap: then the days cannot be looked at one by one
     */
    public static Optional<ArrivedDays> of(List<Reading> readings, ZoneId zone) {
        return Overlaps.isClean(readings) ? Optional.of(new ArrivedDays(readings, zone)) : Optional.empty();
    }

    /**
     * What is not stored just as it has come.
     *
     * @param readings of the days that are different
     * @param blocks of the same days, as they are without what is stored
     * @param stored where the stored blocks begin that have to be looked at, too
     */
    public record Left(List<Reading> readings, List<IntervalBlock> blocks, List<Long> stored) {}

    /** How many readings have come. */
    public int readings() {
        return readings.size();
    }

    /** @param stored the heads of all stored blocks that touch the local days of the readings */
    public Left beside(List<BlockHead> stored) {
        Map<Long, List<BlockHead>> before = byDay(stored);
        var fingerprints = new Fingerprints();
        List<Reading> left = new ArrayList<>();
        List<IntervalBlock> blocks = new ArrayList<>();
        for (int from = 0, to; from < runs.size(); from = to) {
            to = endOfDay(from);
            List<IntervalBlock> day = runs.subList(from, to).stream().map(Run::block).toList();
            if (isSame(before.getOrDefault(runs.get(from).dayEnd(), List.of()), day, fingerprints)) {
                before.remove(runs.get(from).dayEnd());
            } else {
                runs.subList(from, to).forEach(run -> left.addAll(run.readings()));
                blocks.addAll(day);
            }
        }
        return new Left(left, blocks,
                before.values().stream().flatMap(List::stream).map(BlockHead::start).sorted().toList());
    }

    private int endOfDay(int from) {
        int to = from + 1;
        while (to < runs.size() && runs.get(to).dayEnd() == runs.get(from).dayEnd()) {
            to++;
        }
        return to;
    }

    private Map<Long, List<BlockHead>> byDay(List<BlockHead> stored) {
        Map<Long, List<BlockHead>> days = new HashMap<>();
        stored.forEach(head -> days.computeIfAbsent(BlockMerge.dayEnd(head.start(), zone), _ -> new ArrayList<>(1))
                .add(head));
        return days;
    }

    private static boolean isSame(List<BlockHead> stored, List<IntervalBlock> arrived, Fingerprints fingerprints) {
        if (stored.size() != arrived.size()) {
            return false;
        }
        for (int i = 0; i < stored.size(); i++) {
            BlockHead head = stored.get(i);
            IntervalBlock block = arrived.get(i);
            if (head.start() != block.start() || head.fingerprint() == null
                    || !Objects.equals(head.fingerprint(), fingerprints.of(block))) {
                return false;
            }
        }
        return true;
    }
}
