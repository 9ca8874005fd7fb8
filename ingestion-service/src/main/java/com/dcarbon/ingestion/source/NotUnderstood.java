// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.util.List;

/**
 * What of an import's documents was left out, or taken without a part of it, because it was not understood.
 *
 * @param reason the stable name of why
 * @param amount how many blocks or readings
 * @param places where some of them are, a few in each document
 */
public record NotUnderstood(String reason, long amount, List<Place> places) {
    private static final int MOST_PLACES = 50;

    public NotUnderstood {
        places = places.size() > MOST_PLACES ? List.copyOf(places.subList(0, MOST_PLACES)) : List.copyOf(places);
    }

    /**
     * A place in a document; no content of it.
     *
     * @param document the name under which the document is kept
     * @param where within it, in words
     */
    public record Place(String document, String where) {}
}
