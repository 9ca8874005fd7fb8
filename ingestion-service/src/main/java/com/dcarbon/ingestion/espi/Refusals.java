// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what was not imported, by reason; of what was not understood it keeps a few places in each document. */
final class Refusals {
    static final int MOST_PLACES = 5;

    private final Map<Refusal, Long> counts = new EnumMap<>(Refusal.class);
    private final Map<Refusal, Integer> placesHere = new EnumMap<>(Refusal.class);
    private final List<RefusedPlace> places = new ArrayList<>();
    private String document = "";
    private Links entry = new Links();

    /** What is refused from now on is in that document. */
    void in(String url) {
        document = url;
        entry = new Links();
        placesHere.clear();
    }

    /** What is refused from now on is in an entry with these links. */
    void in(Links links) {
        entry = links;
    }

    /**
     * @param line where the object begins; 0 if that is not known
     * @param reading the number of the reading within it, from 1; 0 if it is the whole object
     */
    void add(Refusal reason, int line, int reading) {
        counts.merge(reason, 1L, Long::sum);
        if (reason.quarantined() && placesHere.merge(reason, 1, Integer::sum) <= MOST_PLACES) {
            places.add(new RefusedPlace(reason, document, entry.self().findFirst().orElse(null), line, reading));
        }
    }

    Map<Refusal, Long> counts() {
        return Map.copyOf(counts);
    }

    List<RefusedPlace> places() {
        return List.copyOf(places);
    }
}
