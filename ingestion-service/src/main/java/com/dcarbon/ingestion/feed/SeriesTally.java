// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.feed;

import com.dcarbon.ingestion.interval.rules.Reading;

/** What the readings of one series cover; a few numbers, however many readings there are. */
final class SeriesTally {
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long seconds;
    private boolean anyEnergy;

    void add(Reading reading) {
        first = Math.min(first, reading.start());
        last = Math.max(last, reading.end());
        seconds += reading.seconds();
        anyEnergy |= reading.value() != 0;
    }

    boolean hasEnergy() {
        return anyEnergy;
    }

    /** Whether both have readings of the same time. */
    boolean meets(SeriesTally other) {
        return first < other.last && other.first < last;
    }

    /** Whether the other covers nothing that this does not cover, as far as sums can tell. */
    boolean covers(SeriesTally other) {
        return first <= other.first && last >= other.last && seconds >= other.seconds;
    }
}
