// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.line;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Spaces requests evenly, so that a utility is asked no faster than it allows. */
final class Pace {
    private final long gap;
    private final LongSupplier nanos;
    private final AtomicLong next = new AtomicLong(Long.MIN_VALUE);

    Pace(double requestsPerSecond, LongSupplier nanos) {
        this.gap = (long) (Duration.ofSeconds(1).toNanos() / requestsPerSecond);
        this.nanos = nanos;
    }

    /** Takes the next free place and tells how far away it is. */
    Duration take() {
        long now = nanos.getAsLong();
        long place = next.updateAndGet(taken -> taken == Long.MIN_VALUE ? now : Math.max(now, taken + gap));
        return Duration.ofNanos(place - now);
    }
}
