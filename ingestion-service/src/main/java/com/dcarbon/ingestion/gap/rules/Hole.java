// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.gap.rules;

/**
 * A period without readings between readings.
 *
 * @param start epoch second, inclusive
 * @param end epoch second, exclusive
 */
public record Hole(long start, long end) {

    long seconds() {
        return end - start;
    }

    public boolean overlaps(Hole other) {
        return start < other.end && other.start < end;
    }

    Hole common(Hole other) {
        return new Hole(Math.max(start, other.start), Math.min(end, other.end));
    }
}
