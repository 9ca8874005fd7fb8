// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.inbox;

import java.time.Duration;

import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

import com.dcarbon.events.MalformedEventException;
import com.dcarbon.platform.database.DatabaseOutage;

/**
 * What happens to a record whose processing fails: tried again with growing delays; for as long as it takes while the
 * database is away or does not answer in time; else a bounded number of times, after which it goes to the topic's dead
 * letters. What is no event goes there at once. If even that fails, all of it begins anew: the record is not passed
 * over.
 */
final class ConsumerErrors {
    private static final int ATTEMPTS = 6;

    private static final int LONGEST_DELAYS = 20;

    private ConsumerErrors() {}

    /** @param delay before the second attempt; the later ones are longer */
    static CommonErrorHandler handler(DeadLetters deadLetters, Duration delay) {
        var handler = new DefaultErrorHandler(deadLetters, bounded(delay));
        handler.addNotRetryableExceptions(MalformedEventException.class);
        handler.setBackOffFunction((message, error) -> DatabaseOutage.caused(error) ? growing(delay) : bounded(delay));
        return handler;
    }

    private static BackOff bounded(Duration delay) {
        var backOff = growing(delay);
        // The first attempt has no delay before it.
        backOff.setMaxAttempts(ATTEMPTS - 1);
        return backOff;
    }

    private static ExponentialBackOff growing(Duration delay) {
        var backOff = new ExponentialBackOff(delay.toMillis(), 2);
        backOff.setMaxInterval(delay.toMillis() * LONGEST_DELAYS);
        return backOff;
    }
}
