// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.work;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

/**
 * When a row whose work has failed is due again: the wait doubles with each failure up to a cap, and is spread over its
 * whole length (full jitter), so that what failed together does not come back together. It is computed from the row
 * alone, so that any replica may go on after a crash.
 *
 * @param base the longest wait after the first failure
 * @param cap the longest wait after many
 */
public record Backoff(Duration base, Duration cap) {
    private static final int MAX_DOUBLINGS = 20;

    /**
     * How long to wait.
     *
     * @param failures how many there were, at least 1
     * @param random between 0 and 1, for example {@code ThreadLocalRandom.current()::nextDouble}
     */
    public Duration delay(int failures, DoubleSupplier random) {
        long doubled = base.toMillis() << Math.clamp(failures - 1L, 0, MAX_DOUBLINGS);
        return Duration.ofMillis(Math.round(Math.min(cap.toMillis(), doubled) * random.getAsDouble()));
    }

    /**
     * When to try again.
     *
     * @param notBefore what the other side asked for ({@code Retry-After}), which may be later than any wait of ours
     */
    public Instant next(int failures, Instant now, @Nullable Instant notBefore, DoubleSupplier random) {
        Instant ours = now.plus(delay(failures, random));
        return notBefore != null && notBefore.isAfter(ours) ? notBefore : ours;
    }
}
