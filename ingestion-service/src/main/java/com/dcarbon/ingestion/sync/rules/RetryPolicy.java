// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.source.FetchFailure;

/**
 * Exponential backoff with full jitter, as long as it makes sense to try again; the provider's own wish wins.
 *
 * @param maxAttempts how often it is tried when time may heal the trouble
 * @param base the longest wait after the first failure
 * @param cap the longest wait at all
 */
public record RetryPolicy(int maxAttempts, Duration base, Duration cap) {
    private static final int FEW = 3;
    private static final int MAX_DOUBLINGS = 20;

    /**
     * When to try again, or empty if it is given up.
     *
     * @param attempts how often it has failed, this time included
     * @param notBefore the provider's wish, or null
     * @param random between 0 and 1
     */
    public Optional<Instant> next(FetchFailure failure, int attempts, @Nullable Instant notBefore, Instant now,
            DoubleSupplier random) {
        int allowed = switch (failure.remedy()) {
            case TIME -> maxAttempts;
            case FEW_TRIES -> Math.min(FEW, maxAttempts);
            case NONE -> 1;
        };
        if (attempts >= allowed) {
            return Optional.empty();
        }
        Instant backoff = now.plus(wait(attempts, random));
        return Optional.of(notBefore != null && notBefore.isAfter(backoff) ? notBefore : backoff);
    }

    private Duration wait(int attempts, DoubleSupplier random) {
        long longest = Math.min(cap.toMillis(), base.toMillis() << Math.min(attempts - 1, MAX_DOUBLINGS));
        return Duration.ofMillis(Math.round(longest * random.getAsDouble()));
    }
}
