// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Repeats what a database that is away for a while has hindered, where it would cost more to begin anew: an answer that
 * cannot be had twice, or readings that have been fetched. A commit whose answer was lost is repeated, too.
 */
public final class OutlastingOutage {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Clock clock;

    /** @param clock tells when it is over */
    public OutlastingOutage(Clock clock) {
        this.clock = clock;
    }

    /**
     * Repeats a transaction that fails because the database is away.
     *
     * @param deadline when others take the work over
     */
    public <T> Mono<T> until(Instant deadline, Mono<T> storing) {
        return storing.retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST)
                .maxBackoff(LONGEST)
                .filter(error -> DatabaseOutage.caused(error) && clock.instant().isBefore(deadline)));
    }

    /** The same for so long after it was begun. */
    public <T> Mono<T> atMost(Duration longest, Mono<T> storing) {
        return Mono.defer(() -> until(clock.instant().plus(longest), storing));
    }
}
