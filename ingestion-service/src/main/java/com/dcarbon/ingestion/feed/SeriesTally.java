// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.feed;

import com.dcarbon.ingestion.interval.rules.Reading;

/** What the readings of one series cover; a few numbers, however many readings there are. */
final class SeriesTally {
    private final CoveredTime covered = new CoveredTime();
    private boolean anyEnergy;

    void add(Reading reading) {
        covered.add(reading.start(), reading.end());
        anyEnergy |= reading.value() != 0;
    }

    boolean hasEnergy() {
        return anyEnergy;
    }

    /** Whether both have readings of the same time. */
    boolean meets(SeriesTally other) {
        return covered.meets(other.covered);
    }

    /** Whether the other covers nothing that this does not cover. */
    boolean covers(SeriesTally other) {
        return covered.covers(other.covered);
    }
}
