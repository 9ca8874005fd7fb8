// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.customer;

import java.time.Instant;

/** The half-open time from {@code start} to before {@code end}; empty when they are not in that order. */
public record Period(Instant start, Instant end) {
    /** Whether the instant lies in it. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    /** Whether nothing lies in it. */
    public boolean isEmpty() {
        return !start.isBefore(end);
    }

    /** What lies in both. */
    public Period intersect(Period other) {
        Instant later = start.isAfter(other.start) ? start : other.start;
        Instant earlier = end.isBefore(other.end) ? end : other.end;
        return new Period(later, earlier);
    }
}
