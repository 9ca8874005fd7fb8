// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Ties objects by their order in the documents, as far as it tells anything. */
final class DocumentOrder {
    private DocumentOrder() {}

    /** The latest one before that place in the same document, or the only one there is. */
    static <T extends EspiObject> Optional<T> latest(List<T> objects, long position) {
        T found = null;
        for (T object : objects) {
            boolean before = object.position() <= position && FeedIndex.sameDocument(object.position(), position);
            if (before && (found == null || object.position() >= found.position())) {
                found = object;
            }
        }
        return found == null && objects.size() == 1 ? Optional.of(objects.getFirst()) : Optional.ofNullable(found);
    }

    /**
     * The same, but none where another one stands before it that could be meant as well.
     *
     * @param alike whether it makes no difference which of the objects it is
     */
    static <T extends EspiObject> Optional<T> only(List<T> objects, long position, Predicate<List<T>> alike) {
        return latest(objects, position)
                .filter(found -> !found.crowded() || objects.size() == 1 || alike.test(objects));
    }

    /** Where there is one for each, the n-th belongs to the n-th. */
    static <T, U> Optional<U> counterpart(T object, List<T> objects, List<U> others) {
        int rank = objects.size() == others.size() ? objects.indexOf(object) : -1;
        return rank < 0 ? Optional.empty() : Optional.of(others.get(rank));
    }
}
