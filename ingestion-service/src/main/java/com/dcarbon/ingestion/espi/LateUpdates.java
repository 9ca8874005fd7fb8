// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.Arrays;

/**
 * When the entries were updated that say so only after their blocks, as most utilities write them: the second pass needs it
 * before. Two numbers for each, since a feed may have a hundred thousand of them.
 */
final class LateUpdates {
    private static final int FIRST = 64;

    private long[] entries = new long[FIRST];
    private long[] seconds = new long[FIRST];
    private int size;

    /** The entries come in order, an entry perhaps more than once: its last word counts. */
    void add(long entry, long second) {
        if (size > 0 && entries[size - 1] == entry) {
            seconds[size - 1] = second;
            return;
        }
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, size * 2);
            seconds = Arrays.copyOf(seconds, size * 2);
        }
        entries[size] = entry;
        seconds[size++] = second;
    }

    /** Epoch second, or 0 if the entry did not say so late. */
    long of(long entry) {
        int at = Arrays.binarySearch(entries, 0, size, entry);
        return at < 0 ? 0 : seconds[at];
    }
}
