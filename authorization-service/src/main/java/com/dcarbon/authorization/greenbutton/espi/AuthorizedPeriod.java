// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton.espi;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * When access is allowed (ESPI 3.3, {@code authorizedPeriod}).
 *
 * @param end when it ends; null if it has no end
 */
public record AuthorizedPeriod(@Nullable Instant end) {
    /** PG&E counts in milliseconds, where the standard says seconds; no start in seconds is that large. */
    private static final long SURELY_MILLIS = 100_000_000_000L;
    /** Some mean "for ever" by a number that is just large. */
    private static final long FOR_EVER = Duration.ofDays(36_525).toSeconds();

    /**
     * @param start epoch seconds, or milliseconds
     * @param duration in the same unit; 0 or absent is an open end
     */
    static AuthorizedPeriod of(long start, @Nullable Long duration) {
        long unit = start > SURELY_MILLIS ? 1000 : 1;
        long seconds = duration == null ? 0 : duration / unit;
        boolean open = seconds == 0 || seconds > FOR_EVER;
        return new AuthorizedPeriod(open ? null : Instant.ofEpochSecond(start / unit).plusSeconds(seconds));
    }
}
