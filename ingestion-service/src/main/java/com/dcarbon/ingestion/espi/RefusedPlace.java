// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import org.jspecify.annotations.Nullable;

/**
 * Where something was refused, so that it is found in the document; none of its content.
 *
 * @param document the document's url
 * @param entry the path that its entry gives itself, or null
 * @param line where the object begins, from 1; 0 if that is not known
 * @param reading the number of the reading within its block, from 1; 0 if it is the whole object
 */
public record RefusedPlace(Refusal reason, String document, @Nullable String entry, int line, int reading) {
    private static final int LONGEST_ENTRY = 200;

    /** For people: the object's line, its entry, the reading and the element at fault. */
    public String words() {
        var words = new StringBuilder(line == 0 ? "" : "line " + line + ", ").append("IntervalBlock");
        if (entry != null) {
            words.append(" of ").append(entry, 0, Math.min(entry.length(), LONGEST_ENTRY));
        }
        if (reading > 0) {
            words.append(", reading ").append(reading);
        }
        return words.append(element()).toString();
    }

    private String element() {
        return switch (reason) {
            case NO_START -> ", start";
            case NO_DURATION -> ", duration";
            case UNREADABLE_VALUE -> ", value";
            case IMPOSSIBLE_QUALITY -> ", quality";
            default -> "";
        };
    }
}
