// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.util.UUID;

import org.springframework.stereotype.Component;

import com.dcarbon.events.Event;
import com.dcarbon.events.authorization.AuthorizationRevoked;
import com.dcarbon.ingestion.meter.Meters;
import com.dcarbon.ingestion.schedule.HintedTurns;
import com.dcarbon.ingestion.schedule.SyncPlans;
import com.dcarbon.ingestion.source.FetchFailure;

import reactor.core.publisher.Mono;

/** An authorization is revoked: nothing more is imported with it or planned for it, and others may have its meters. */
@Component
class EndingSynchronisation {
    private final ImportJobs jobs;
    private final HintedTurns turns;
    private final SyncPlans plans;
    private final Meters meters;

    EndingSynchronisation(ImportJobs jobs, HintedTurns turns, SyncPlans plans, Meters meters) {
        this.jobs = jobs;
        this.turns = turns;
        this.plans = plans;
        this.meters = meters;
    }

    /**
     * In the transaction that notes the event. What it touches is held in the order of everyone else: the import under way,
     * the plan, the imports that wait.
     */
    Mono<Void> end(Event<AuthorizationRevoked> event) {
        UUID authorization = event.data().authorizationId();
        return jobs.holdRunning(authorization)
                .then(Mono.defer(() -> turns.hold(authorization)))
                .then(Mono.defer(() -> jobs.end(authorization, FetchFailure.AUTHORIZATION_ENDED)))
                .then(Mono.defer(() -> plans.end(authorization, event.sequence())))
                .then(Mono.defer(() -> meters.release(authorization)));
    }
}
