// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi.rules;

import java.util.Locale;

/** A word of a document that nobody knows, as it may stand in a note. */
final class Notable {
    private static final int LONGEST = 32;

    private Notable() {}

    static String word(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        return plain.substring(0, Math.min(LONGEST, plain.length()));
    }
}
