// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi.rules;

import java.util.OptionalInt;

/**
 * How long a reading is, in seconds. The end that the document names may be wrong, even by a month; its start and that of
 * the next reading are not.
 *
 * @param usual the usual distance between the starts of two readings, 0 if none is known
 */
public record ReadingLength(long usual) {
    /** The local day on which the clock goes back. */
    private static final long LONGEST = 25 * 3_600L;

    /**
     * @param told from its start to the end that the document names; 0 or less if that is none
     * @param room from its start to that of the next reading in time; 0 if none is known
     * @return empty if it is longer than a day
     */
    public OptionalInt of(long told, long room) {
        boolean possible = told > 0 && told <= LONGEST && (room == 0 || told <= room);
        if (possible) {
            return OptionalInt.of((int) told);
        }
        long spaced = room == 0 ? usual : Math.min(room, usual);
        return spaced > 0 && spaced <= LONGEST ? OptionalInt.of((int) spaced) : OptionalInt.empty();
    }
}
