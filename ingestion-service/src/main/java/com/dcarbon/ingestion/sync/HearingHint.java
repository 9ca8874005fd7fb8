// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.net.URI;
import java.util.Locale;

import org.springframework.stereotype.Component;

import com.dcarbon.events.authorization.ProviderNotified;
import com.dcarbon.ingestion.schedule.HintedTurns;
import com.dcarbon.platform.work.AfterCommit;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/**
 * What a utility's notification does: the import that waits for the data goes on; where none does, the facility's turn
 * comes soon. Where an import of what is new is not over, that one is enough, so that a utility that notifies of each
 * answer it has prepared is not asked round and round.
 */
@Component
class HearingHint {
    private final ImportJobs jobs;
    private final HintedTurns turns;
    private final ImportWorkers workers;
    private final MeterRegistry metrics;

    HearingHint(ImportJobs jobs, HintedTurns turns, ImportWorkers workers, MeterRegistry metrics) {
        this.jobs = jobs;
        this.turns = turns;
        this.workers = workers;
        this.metrics = metrics;
    }

    /**
     * In the transaction that notes the event. What it touches is held in the order of everyone else: the utility's health;
     * the import under way, whose end moves the plan; the plan; the imports that wait.
     */
    Mono<Void> hear(ProviderNotified hint) {
        return turns.holdHealth(hint.authorizationId())
                .then(Mono.defer(() -> jobs.holdRunning(hint.authorizationId())))
                .then(Mono.defer(() -> turns.hold(hint.authorizationId())))
                .then(Mono.defer(() -> follow(hint)));
    }

    private Mono<Void> follow(ProviderNotified hint) {
        return jobs.hint(hint.authorizationId(), hint.resources().stream().map(URI::toString).toList())
                .flatMap(awaited -> awaited
                        ? Mono.just("awaited")
                        : turns.hint(hint.authorizationId()).map(effect -> effect.name().toLowerCase(Locale.ROOT)))
                .flatMap(outcome -> AfterCommit.run(() -> followed(hint, outcome)));
    }

    private void followed(ProviderNotified hint, String outcome) {
        metrics.counter("dcarbon.sync.hints", "provider", hint.providerId(), "outcome", outcome).increment();
        workers.wake();
    }
}
