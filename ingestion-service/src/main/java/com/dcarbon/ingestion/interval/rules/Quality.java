// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/** The quality codes of ESPI (QualityOfReading) and what they are worth. */
public final class Quality {
    /** The utility did not say. */
    public static final int UNKNOWN = -1;

    private static final String[] NAMES = {"valid", null, null, null, null, null, null, "manually_edited",
            "estimated_using_reference_day", "estimated_using_linear_interpolation", "questionable", "derived",
            "projected", "mixed", "raw", "normalized_for_weather", "other", "validated", "verified", "revenue_quality"};
    private static final Set<Integer> FINAL = Set.of(0, 17, 18, 19);
    private static final Set<Integer> EDITED = Set.of(7, 11, 13);
    private static final Set<Integer> ESTIMATED = Set.of(8, 9, 12, 15);
    private static final Set<Integer> MEASURED = Set.of(0, 11, 14, 17, 18, 19);
    /** The utility doubts the value itself. */
    public static final int QUESTIONABLE = 10;

    private Quality() {}

    /** Whether the value is a guess that the utility may replace later. */
    public static boolean isEstimated(int code) {
        return ESTIMATED.contains(code);
    }

    /**
     * Whether the utility stands for the value as measured or calculated from measurements: valid, derived, raw, validated,
     * verified, revenue quality. Not what it guessed, edited, doubts or says nothing about.
     */
    public static boolean isMeasured(int code) {
        return MEASURED.contains(code);
    }

    /** Whether ESPI knows the code; one that it does not know is kept all the same. */
    public static boolean isKnown(int code) {
        return code == UNKNOWN || code >= 0 && code < NAMES.length && NAMES[code] != null;
    }

    /** Whether it can be a code at all, which has 16 bits; what cannot counts as {@link #UNKNOWN}. */
    public static boolean isCode(int code) {
        return code == UNKNOWN || code >= 0 && code <= Short.MAX_VALUE;
    }

    /** How little one may rely on it: 0 for final values, higher is worse. */
    public static int doubt(int code) {
        if (FINAL.contains(code)) {
            return 0;
        }
        if (EDITED.contains(code)) {
            return 1;
        }
        if (ESTIMATED.contains(code)) {
            return 3;
        }
        return code == QUESTIONABLE ? 4 : 2;
    }

    /** The worse of two; the first if they are worth the same. */
    public static int worse(int first, int second) {
        return doubt(second) > doubt(first) ? second : first;
    }

    /** The code's name in snake_case, or null if the utility did not say. */
    public static @Nullable String nameOf(int code) {
        if (code == UNKNOWN) {
            return null;
        }
        String known = code >= 0 && code < NAMES.length ? NAMES[code] : null;
        return known == null ? "code_" + code : known;
    }
}
