// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Readings that have come, cut into the blocks of their local days. A day that has come just as it is stored needs not be
 * looked at again: nothing stored overlaps what is stored, nothing that has come overlaps what has come, and no block
 * goes beyond the day in which its intervals begin.
 */
public final class ArrivedDays {
    private final int readings;
    private final List<ArrivedDay> days;
    private final ZoneId zone;

    private ArrivedDays(int readings, List<ArrivedDay> days, ZoneId zone) {
        this.readings = readings;
        this.days = days;
        this.zone = zone;
    }

    /**
     * @param readings sorted by start, each interval once, at least one
     * @param zone in which the meter's days begin
     * @return empty if readings overlap: then the days cannot be looked at one by one
     */
    public static Optional<ArrivedDays> of(List<Reading> readings, ZoneId zone) {
        return Overlaps.isClean(readings) ? Optional.of(cut(readings, zone)) : Optional.empty();
    }

    private static ArrivedDays cut(List<Reading> readings, ZoneId zone) {
        List<Run> runs = BlockMerge.runs(readings, zone);
        var fingerprints = new Fingerprints();
        List<ArrivedDay> days = new ArrayList<>();
        for (int from = 0, to; from < runs.size(); from = to) {
            to = endOfDay(runs, from);
            days.add(ArrivedDay.of(runs.subList(from, to), fingerprints));
        }
        return new ArrivedDays(readings.size(), days, zone);
    }

    private static int endOfDay(List<Run> runs, int from) {
        int to = from + 1;
        while (to < runs.size() && runs.get(to).dayEnd() == runs.get(from).dayEnd()) {
            to++;
        }
        return to;
    }

    /** How many readings have come. */
    public int readings() {
        return readings;
    }

    /** @param stored the heads of all stored blocks that touch the local days of the readings */
    public LeftDays beside(List<BlockHead> stored) {
        Map<Long, List<BlockHead>> before = byDay(stored);
        List<ArrivedDay> left = new ArrayList<>();
        for (ArrivedDay day : days) {
            if (day.isStored(before.getOrDefault(day.end(), List.of()))) {
                before.remove(day.end());
            } else {
                left.add(day);
            }
        }
        return new LeftDays(left,
                before.values().stream().flatMap(List::stream).map(BlockHead::start).sorted().toList(), zone);
    }

    private Map<Long, List<BlockHead>> byDay(List<BlockHead> stored) {
        Map<Long, List<BlockHead>> days = new HashMap<>();
        stored.forEach(head -> days.computeIfAbsent(BlockMerge.dayEnd(head.start(), zone), _ -> new ArrayList<>(1))
                .add(head));
        return days;
    }
}
