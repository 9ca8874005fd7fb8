// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench;

import java.util.List;
import java.util.Locale;

/**
 * A line of the table.
 *
 * @param what was measured
 * @param measured what came out, with its unit
 * @param against what came out for the other side, in the same run
 * @param ratio the one divided by the other, unless the line says otherwise
 */
public record Measurement(String what, String measured, String against, double ratio, Target target) {
    private static final int FINE_BELOW = 100;

    /** Whether the target is reached. */
    public boolean isReached() {
        return target.isReachedBy(ratio);
    }

    List<String> cells() {
        return List.of(what, measured, against, number(ratio), target.toString(), isReached() ? "yes" : "NO");
    }

    static String number(double number) {
        return String.format(Locale.ROOT, Math.abs(number) < FINE_BELOW ? "%.3f" : "%.0f", number);
    }

    /** So many per second, for a person. */
    public static String perSecond(long count, double seconds, String unit) {
        return String.format(Locale.ROOT, "%,.0f %s/s", count / seconds, unit);
    }

    /** A size for a person. */
    public static String mebibytes(double bytes) {
        return String.format(Locale.ROOT, "%,.1f MiB", bytes / (1 << 20));
    }

    /** A duration for a person. */
    public static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f s", seconds);
    }
}
