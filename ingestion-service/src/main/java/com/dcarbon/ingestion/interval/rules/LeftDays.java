// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.dcarbon.ingestion.interval.rules.ArrivedDay.Replacement;

/** The days of what has come that are not stored just so. */
public final class LeftDays {
    private final List<ArrivedDay> days;
    private final List<Long> stored;
    private final ZoneId zone;

    LeftDays(List<ArrivedDay> days, List<Long> stored, ZoneId zone) {
        this.days = days;
        this.stored = stored;
        this.zone = zone;
    }

    /** How many readings they have. */
    public int readings() {
        return days.stream().mapToInt(ArrivedDay::size).sum();
    }

    /** As they are without what is stored. */
    public List<FingerprintedBlock> blocks() {
        return days.stream().flatMap(day -> day.blocks().stream()).toList();
    }

    /** Where the stored blocks begin that have to be looked at, too. */
    public List<Long> stored() {
        return stored;
    }

    /**
     * Days that are corrected as a whole, as nearly all are, need no look at each of their readings.
     *
     * @param before the blocks that are {@link #stored()}, sorted by start
     */
    public Merged into(List<IntervalBlock> before) {
        Map<Long, List<IntervalBlock>> byDay = byDay(before);
        List<FingerprintedBlock> added = new ArrayList<>();
        List<IntervalBlock> replaced = new ArrayList<>();
        List<ArrivedDay> others = new ArrayList<>();
        int repeated = 0;
        for (ArrivedDay day : days) {
            List<IntervalBlock> old = byDay.getOrDefault(day.end(), List.of());
            Optional<Replacement> found = day.replacement(old);
            if (found.isEmpty()) {
                others.add(day);
                continue;
            }
            Replacement replacement = found.get();
            byDay.remove(day.end());
            repeated += replacement.repeated();
            if (!replacement.isNothing()) {
                replaced.addAll(old);
                added.add(replacement.block());
            }
        }
        var plain = new Merged(added, replaced, replaced, repeated);
        return others.isEmpty() ? plain : plain.and(merged(others, byDay));
    }

    private Map<Long, List<IntervalBlock>> byDay(List<IntervalBlock> before) {
        Map<Long, List<IntervalBlock>> byDay = new HashMap<>();
        before.forEach(block -> byDay.computeIfAbsent(BlockMerge.dayEnd(block.start(), zone), _ -> new ArrayList<>(1))
                .add(block));
        return byDay;
    }

    private Merged merged(List<ArrivedDay> others, Map<Long, List<IntervalBlock>> byDay) {
        List<IntervalBlock> before = byDay.values()
                .stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(IntervalBlock::start))
                .toList();
        return Merged.of(before, others.stream().flatMap(day -> day.readings().stream()).toList(), zone);
    }
}
