// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Clock;
import java.time.Duration;

import org.springframework.stereotype.Component;

import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.ingestion.source.MeterData;

import io.micrometer.core.instrument.MeterRegistry;

/** Measures what came of an import: how long a customer waited for the first readings, and what had to be left out. */
@Component
class FirstReadings {
    private final MeterRegistry metrics;
    private final Clock clock;

    FirstReadings(MeterRegistry metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /** The first import is ordered by the event of the authorization, within seconds. */
    void stored(ImportJob job, MeterData data) {
        if (job.kind() == ImportKind.HISTORICAL && !job.byPerson() && data.readings().count() > 0) {
            metrics.timer("dcarbon.authorized.to.first.reading", "provider", job.providerId())
                    .record(Duration.between(job.createdAt(), clock.instant()));
        }
        data.notes()
                .forEach((reason, count) -> metrics
                        .counter("dcarbon.import.left.out", "provider", job.providerId(), "reason", reason)
                        .increment(count));
    }
}
