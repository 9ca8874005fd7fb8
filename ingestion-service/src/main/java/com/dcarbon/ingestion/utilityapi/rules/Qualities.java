// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi.rules;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import com.dcarbon.ingestion.interval.rules.Quality;

/** What UtilityAPI's words for qualities mean as codes of ESPI. */
public final class Qualities {
    private Qualities() {}

    /**
     * The worst of them, since nobody tells to which of the readings each belongs.
     *
     * @param notes takes a note for each word that is not known
     */
    public static int worst(List<String> words, Consumer<String> notes) {
        return words.stream()
                .map(word -> code(word, notes))
                .reduce((first, second) -> first == Quality.UNKNOWN ? second : Quality.worse(first, second))
                .orElse(Quality.UNKNOWN);
    }

    private static int code(String word, Consumer<String> notes) {
        return switch (word.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_')) {
            case "valid" -> 0;
            case "edited", "manually_edited" -> 7;
            case "estimated", "estimate" -> 8;
            case "interpolated" -> 9;
            case "questionable" -> 10;
            case "derived", "calculated" -> 11;
            case "projected", "forecast" -> 12;
            case "mixed" -> 13;
            case "raw" -> 14;
            case "validated" -> 17;
            case "verified" -> 18;
            case "revenue", "revenue_quality" -> 19;
            default -> {
                notes.accept("quality_" + Notable.word(word));
                yield Quality.UNKNOWN;
            }
        };
    }
}
