// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.gap.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What has to change in the ledger of one meter and direction, so that it tells the holes that were found just now. What
 * is left of a gap of which a part has arrived remembers how often it was asked for.
 *
 * @param closed entries that are not missing any more, or not like this
 * @param added entries to write
 */
public record Reconciliation(List<UUID> closed, List<Added> added) {

    /** An entry of the ledger that is not closed. */
    public record Known(UUID id, Hole hole) {}

    /** @param restOf the entry that it is left of, or null if it is new */
    public record Added(Hole hole, @Nullable UUID restOf) {}

    /**
     * @param known entries that touch the period looked at, sorted by start
     * @param holes found there, sorted by start
     * @param longest no new entry is longer, in seconds: a longer hole becomes several, each of which can be asked for at
     *     once
     */
    public static Reconciliation of(List<Known> known, List<Hole> holes, long longest) {
        List<UUID> closed = new ArrayList<>();
        List<Added> added = new ArrayList<>();
        int from = 0;
        for (Known entry : known) {
            from = skip(holes, hole -> hole, from, entry.hole().start());
            List<Hole> rest = holes.subList(from, holes.size())
                    .stream()
                    .takeWhile(hole -> hole.start() < entry.hole().end())
                    .map(hole -> hole.common(entry.hole()))
                    .toList();
            if (!rest.equals(List.of(entry.hole()))) {
                closed.add(entry.id());
                rest.forEach(hole -> added.add(new Added(hole, entry.id())));
            }
        }
        addUnknown(known, holes, longest, added);
        return new Reconciliation(closed, added);
    }

    /** The first from there on that does not end before that time. Both lists are walked once, however long they are. */
    private static <T> int skip(List<T> sorted, Function<T, Hole> hole, int from, long time) {
        int next = from;
        while (next < sorted.size() && hole.apply(sorted.get(next)).end() <= time) {
            next++;
        }
        return next;
    }

    private static void addUnknown(List<Known> known, List<Hole> holes, long longest, List<Added> added) {
        int from = 0;
        for (Hole hole : holes) {
            from = skip(known, Known::hole, from, hole.start());
            long reached = hole.start();
            for (int i = from; i < known.size() && known.get(i).hole().start() < hole.end(); i++) {
                addPieces(reached, known.get(i).hole().start(), longest, added);
                reached = Math.max(reached, known.get(i).hole().end());
            }
            addPieces(reached, hole.end(), longest, added);
        }
    }

    private static void addPieces(long from, long to, long longest, List<Added> added) {
        for (long start = from; start < to; start += longest) {
            added.add(new Added(new Hole(start, Math.min(to, start + longest)), null));
        }
    }

    /**
     * For how many seconds readings have arrived of what was missing.
     *
     * @param known as it was given
     */
    public long arrived(List<Known> known) {
        Set<UUID> gone = Set.copyOf(closed);
        long before = known.stream().filter(entry -> gone.contains(entry.id()))
                .mapToLong(entry -> entry.hole().seconds()).sum();
        long after = added.stream().filter(entry -> entry.restOf() != null).mapToLong(entry -> entry.hole().seconds())
                .sum();
        return before - after;
    }

    /** Whether the ledger tells them already. */
    public boolean isEmpty() {
        return closed.isEmpty() && added.isEmpty();
    }
}
