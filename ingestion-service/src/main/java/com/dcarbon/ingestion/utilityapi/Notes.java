// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Counts by reason what was left out of an import. */
final class Notes implements Consumer<String> {
    /** Some reasons hold a word of the document, of which there may be any number. */
    private static final int MOST = 200;

    private final Map<String, Long> counts = new ConcurrentHashMap<>();

    @Override
    public void accept(String reason) {
        boolean known = counts.containsKey(reason) || counts.size() < MOST;
        counts.merge(known ? reason : "further_reasons", 1L, Long::sum);
    }

    Map<String, Long> counts() {
        return Map.copyOf(counts);
    }
}
