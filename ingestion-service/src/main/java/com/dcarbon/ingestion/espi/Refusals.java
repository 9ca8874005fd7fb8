// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.EnumMap;
import java.util.Map;

/** Counts what was not imported, by reason. */
final class Refusals {
    private final Map<Refusal, Long> counts = new EnumMap<>(Refusal.class);

    void add(Refusal reason) {
        counts.merge(reason, 1L, Long::sum);
    }

    Map<Refusal, Long> counts() {
        return Map.copyOf(counts);
    }
}
