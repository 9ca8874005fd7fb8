// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.line;

import java.time.Clock;
import java.time.Instant;

import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;

import reactor.core.publisher.Mono;

/** The turns of one process: evenly spaced, and none while the provider wants to be left alone. */
final class ProcessTurns implements Turns {
    private final Pace pace;
    private final Clock clock;
    private volatile Instant pausedUntil = Instant.EPOCH;

    ProcessTurns(double requestsPerSecond, Clock clock) {
        this.pace = new Pace(requestsPerSecond, System::nanoTime);
        this.clock = clock;
    }

    @Override
    public Mono<Void> next() {
        return Mono.defer(() -> {
            Instant until = pausedUntil;
            return until.isAfter(clock.instant())
                    ? Mono.error(StopFetching.with(new FetchOutcome.Paused(until, FetchFailure.PROVIDER_BUSY)))
                    : Mono.delay(pace.take()).then();
        });
    }

    @Override
    public Mono<Void> pause(Instant until) {
        return Mono.fromRunnable(() -> {
            if (until.isAfter(pausedUntil)) {
                pausedUntil = until;
            }
        });
    }
}
