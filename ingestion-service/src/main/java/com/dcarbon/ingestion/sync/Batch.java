// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.util.List;

import com.dcarbon.ingestion.interval.Arrival;
import com.dcarbon.ingestion.source.Slice;

/** Slices that are stored together, none if all of them were left out. */
record Batch(List<Placed> slices) {

    /** A slice, and its readings cut into the days of the series in which they are stored. */
    record Placed(Slice slice, Arrival arrival) {}

    int readings() {
        return slices.stream().mapToInt(placed -> placed.slice().readings().size()).sum();
    }
}
