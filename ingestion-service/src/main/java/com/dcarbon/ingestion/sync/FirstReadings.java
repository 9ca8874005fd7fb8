// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.stereotype.Component;

import com.dcarbon.ingestion.schedule.SyncPlans;
import com.dcarbon.ingestion.source.MeterData;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/** Measures what came of an import: how long a customer waited for the first readings, and what had to be left out. */
@Component
class FirstReadings {
    private final SyncPlans plans;
    private final MeterRegistry metrics;
    private final Clock clock;

    FirstReadings(SyncPlans plans, MeterRegistry metrics, Clock clock) {
        this.plans = plans;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Whichever import brings them: a utility may have nothing to give at first. */
    Mono<Void> stored(ImportJob job, MeterData data) {
        data.allNotes()
                .forEach((reason, count) -> metrics
                        .counter("dcarbon.import.left.out", "provider", job.providerId(), "reason", reason)
                        .increment(count));
        return data.readings().count() == 0 || !job.asksProvider()
                ? Mono.empty()
                : plans.firstReading(job.authorizationId()).doOnNext(begun -> waited(job, begun)).onErrorComplete()
                        .then();
    }

    private void waited(ImportJob job, Instant begun) {
        Duration wait = Duration.between(begun, clock.instant());
        metrics.timer("dcarbon.authorized.to.first.reading", "provider", job.providerId())
                .record(wait.isNegative() ? Duration.ZERO : wait);
    }
}
