// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.gap.rules;

import java.util.List;

/**
 * Of which times a provider says itself that it has readings of a meter.
 *
 * @param spans none where it does not tell
 */
public record Coverage(List<Hole> spans) {
    /** Of a meter of which it tells nothing of the kind. */
    public static final Coverage UNTOLD = new Coverage(List.of());

    /** What that means for a gap. */
    public enum Word {
        NOTHING,
        /** It has something of that time: what is missing is to be had. */
        HAS,
        /** It has nothing of that time. */
        HAS_NOT
    }

    public Word of(Hole gap) {
        if (spans.isEmpty()) {
            return Word.NOTHING;
        }
        boolean touched = spans.stream().anyMatch(gap::overlaps);
        return touched ? Word.HAS : Word.HAS_NOT;
    }
}
