// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a usage point's energy a series counts, where a tariff divides it: by time of use ({@code tou}), by tier
 * ({@code consumptionTier}), by critical peak ({@code cpp}). What the numbers stand for is the utility's own affair (ESPI,
 * ReadingType); 0 stands for all.
 */
public record Bucket(int timeOfUse, int tier, int criticalPeak) {
    /** All of the energy. */
    public static final Bucket WHOLE = new Bucket(0, 0, 0);

    /** Whether it is all of the energy. */
    public boolean isWhole() {
        return equals(WHOLE);
    }

    static Bucket of(Map<String, @Nullable Integer> codes) {
        return new Bucket(code(codes, "tou"), code(codes, "consumptiontier"), code(codes, "cpp"));
    }

    private static int code(Map<String, @Nullable Integer> codes, String name) {
        return Objects.requireNonNullElse(codes.get(name), 0);
    }
}
