// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Clock;

import org.springframework.stereotype.Component;

import com.dcarbon.events.Event;
import com.dcarbon.events.authorization.AuthorizationCreated;
import com.dcarbon.ingestion.schedule.Reaches;
import com.dcarbon.ingestion.schedule.SyncPlans;
import com.dcarbon.ingestion.schedule.rules.SyncWindow;
import com.dcarbon.platform.work.AfterCommit;

import reactor.core.publisher.Mono;

/**
 * Orders the import of a facility's history once its utility is authorized, one for each successful authorization, and
 * plans what comes after it.
 */
@Component
class StartingHistoricalImport {
    private final ImportJobs jobs;
    private final SyncPlans plans;
    private final Reaches reaches;
    private final ImportWorkers workers;
    private final Clock clock;

    StartingHistoricalImport(ImportJobs jobs, SyncPlans plans, Reaches reaches, ImportWorkers workers, Clock clock) {
        this.jobs = jobs;
        this.plans = plans;
        this.reaches = reaches;
        this.workers = workers;
        this.clock = clock;
    }

    Mono<Void> start(Event<AuthorizationCreated> event) {
        AuthorizationCreated created = event.data();
        SyncWindow window = SyncWindow.historical(reaches.of(created.providerId()), clock.instant());
        return plans.begin(event)
                .then(Mono.defer(() -> jobs.add(new NewImport(created.facilityId(), created.authorizationId(),
                        created.providerId(), created.authMethod(), window.kind(),
                        "authorized-" + created.attempt(), window.start(), window.end()))))
                .then(AfterCommit.run(workers::wake));
    }
}
