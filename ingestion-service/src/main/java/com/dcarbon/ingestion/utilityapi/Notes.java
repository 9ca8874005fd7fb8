// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Counts by reason what was left out of an import. */
final class Notes implements Consumer<String> {
    private final Map<String, Long> counts = new ConcurrentHashMap<>();

    @Override
    public void accept(String reason) {
        counts.merge(reason, 1L, Long::sum);
    }

    Map<String, Long> counts() {
        return Map.copyOf(counts);
    }
}
