// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes of blocks in the order of their start the intervals of a period in the order of start and then direction. Holds
 * no more blocks than overlap.
 */
public final class Interleaving {
    private final long from;
    private final long to;
    private final List<Unfolding> open = new ArrayList<>();

    /**
     * @param from epoch second: earlier intervals are left out
     * @param to epoch second: intervals that begin then or later are left out
     */
    public Interleaving(long from, long to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Takes in the next block.
     *
     * @return what is certain now to precede everything that is still to come
     */
    public List<Interval> add(FoldedBlock block) {
        List<Interval> certain = until(block.start());
        open(new Unfolding(block));
        return certain;
    }

    /** What is left after the last block. */
    public List<Interval> rest() {
        return until(to);
    }

    private void open(Unfolding block) {
        while (block.next()) {
            if (block.start() >= from) {
                open.add(block);
                return;
            }
        }
    }

    private List<Interval> until(long limit) {
        List<Interval> intervals = new ArrayList<>();
        long end = Math.min(limit, to);
        while (!open.isEmpty()) {
            Unfolding first = first();
            if (first.start() >= end) {
                break;
            }
            intervals.add(first.interval());
            if (!first.next()) {
                open.remove(first);
            }
        }
        return intervals;
    }

    private Unfolding first() {
        Unfolding first = open.getFirst();
        for (int i = 1; i < open.size(); i++) {
            if (open.get(i).before(first)) {
                first = open.get(i);
            }
        }
        return first;
    }
}
