// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.util.List;

import com.dcarbon.ingestion.interval.Arrival;

/** What is stored in one transaction: one arrival for each slice, none if all of them were left out. */
record Batch(List<Arrival> arrivals) {

    int readings() {
        return arrivals.stream().mapToInt(arrival -> arrival.readings().size()).sum();
    }
}
