// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.stereotype.Component;

import com.dcarbon.platform.database.DatabaseOutage;

import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Stores what a utility has answered although the database is away for a while: the question cannot be put again. */
@Component
public class OutlastingOutage {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Clock clock;

    OutlastingOutage(Clock clock) {
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
}
