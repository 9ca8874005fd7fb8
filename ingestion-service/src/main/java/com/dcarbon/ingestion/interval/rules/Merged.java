// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * What has to be written of what has come.
 *
 * @param added blocks that were not there like this before
 * @param removed stored blocks that are not valid any more
 * @param corrected those of the removed ones in which a value was changed or dropped, rather than something added
 * @param repeated how many readings were stored already just as they have come
 */
public record Merged(List<FingerprintedBlock> added, List<IntervalBlock> removed, List<IntervalBlock> corrected,
        int repeated) {

    /**
     * As {@link BlockMerge#merge} has it.
     *
     * @param stored sorted by start
     * @param incoming sorted by start
     */
    public static Merged of(List<IntervalBlock> stored, List<Reading> incoming, ZoneId zone) {
        BlockMerge.Changes changes = BlockMerge.merge(stored, incoming, zone);
        return new Merged(FingerprintedBlock.of(changes.added()), changes.removed(), changes.corrected(),
                BlockMerge.repeated(stored, incoming));
    }

    /** Whether nothing has to be written. */
    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty();
    }

    Merged and(Merged other) {
        return new Merged(joined(added, other.added), joined(removed, other.removed),
                joined(corrected, other.corrected), repeated + other.repeated);
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        List<T> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }
}
