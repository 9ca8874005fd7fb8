// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.gap.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Finds the holes in what is stored of one meter and direction, block after block. Time is what counts: a day of 92 or
 * 100 quarter hours and a change of the intervals' length leave no hole, and one into which no neighbouring interval
 * fits is none.
 */
public final class HoleFinder {
    private final List<Hole> holes = new ArrayList<>();
    private @Nullable Stretch first;
    private @Nullable Stretch last;

    /** Takes the next one; they come sorted by start. */
    public HoleFinder take(Stretch stretch) {
        if (last == null) {
            first = stretch;
        } else if (stretch.start() - last.end() >= Math.min(last.seconds(), stretch.seconds())) {
            add(new Hole(last.end(), stretch.start()));
        }
        stretch.missing().forEach(place -> add(stretch.at(place)));
        last = stretch;
        return this;
    }

    private void add(Hole next) {
        if (!holes.isEmpty() && holes.getLast().end() == next.start()) {
            next = new Hole(holes.removeLast().start(), next.end());
        }
        holes.add(next);
    }

    /** The period looked at, empty if there was nothing. */
    public Optional<Hole> seen() {
        return first == null || last == null ? Optional.empty() : Optional.of(new Hole(first.start(), last.end()));
    }

    /** What is missing in it, sorted. */
    public List<Hole> holes() {
        return List.copyOf(holes);
    }

    /** Only what of it lies before that time. */
    public List<Hole> holesBefore(long second) {
        return holes.stream()
                .filter(hole -> hole.start() < second)
                .map(hole -> new Hole(hole.start(), Math.min(hole.end(), second)))
                .toList();
    }
}
