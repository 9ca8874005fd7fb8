// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchFailure.Remedy;
import com.dcarbon.platform.work.Backoff;

/**
 * Whether and when a failed import is tried again.
 *
 * @param maxAttempts how often it is tried where the trouble is our own, and at least where the provider answers nothing
 * @param backoff between attempts
 * @param patience how long it is tried where the provider is out of order, or where our operators have to act first; then
 *     ever more seldom
 */
public record RetryPolicy(int maxAttempts, Backoff backoff, Duration patience) {
    private static final int FEW = 3;
    private static final int SELDOM = 24;

    /**
     * When to try again, or empty if it is given up.
     *
     * @param attempts how often it has failed, this time included
     * @param since when it was ordered
     * @param notBefore the provider's wish, or null
     * @param random between 0 and 1
     */
    public Optional<Instant> next(FetchFailure failure, int attempts, Instant since, @Nullable Instant notBefore,
            Instant now, DoubleSupplier random) {
        boolean again = switch (failure.remedy()) {
            case TIME -> attempts < maxAttempts || now.isBefore(since.plus(patience));
            case OPERATOR -> now.isBefore(since.plus(patience));
            case OWN_LIMIT -> true;
            case MANY_TRIES -> attempts < maxAttempts;
            case FEW_TRIES -> attempts < Math.min(FEW, maxAttempts);
            case NONE -> false;
        };
        return again ? Optional.of(backoff(failure).next(attempts, now, notBefore, random)) : Optional.empty();
    }

    private Backoff backoff(FetchFailure failure) {
        return failure.remedy() == Remedy.OPERATOR
                ? new Backoff(backoff.cap(), backoff.cap().multipliedBy(SELDOM))
                : backoff;
    }
}
