// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A point of delivery.
 *
 * @param position its place in the documents
 * @param category ServiceCategory kind, 0 for electricity; null if the utility leaves it open
 * @param servicePoint the name of the service delivery point
 * @param words what the utility tells of it, by lower-case element
 */
record UsagePoint(long position, Links links, boolean crowded, @Nullable Integer category,
        @Nullable String servicePoint,
        @Nullable String tariff, Map<String, String> words) implements EspiObject {
    private static final int ELECTRICITY = 0;

    /** Stands for one that the feed does not hold. */
    static UsagePoint unknown(Links links) {
        return new UsagePoint(-1, links, false, null, null, null, Map.of());
    }

    boolean mayBeElectricity() {
        return category == null || category == ELECTRICITY;
    }
}
