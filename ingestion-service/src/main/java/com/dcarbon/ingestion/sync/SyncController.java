// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.util.Optional;
import java.util.UUID;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.ingestion.facility.FacilityAccess;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** The synchronisation of a facility with its utility. */
@RestController
@Tag(name = "Synchronisation")
class SyncController {
    private static final String FACILITY = "This facility";

    private final SyncStates states;
    private final StartingHistoricalImport starting;
    private final ImportWorkers workers;
    private final FacilityAccess access;

    SyncController(SyncStates states, StartingHistoricalImport starting, ImportWorkers workers, FacilityAccess access) {
        this.states = states;
        this.starting = starting;
        this.workers = workers;
        this.access = access;
    }

    @GetMapping("/facilities/{id}/sync")
    @Operation(operationId = "getSynchronisation", summary = "See how the synchronisation stands", description = "For the facility's owner, its accepted operator and admins.")
    Mono<SyncView> state(@PathVariable UUID id, @Parameter(hidden = true) Caller caller) {
        return access.requireView(id, caller, FACILITY).then(Mono.defer(() -> view(id)));
    }

    @PostMapping("/facilities/{id}/sync")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "startSynchronisation", summary = "Synchronise now", description = "For whoever may authorize, and admins. If one is under way already, nothing new is started.")
    Mono<SyncView> start(@PathVariable UUID id, @Parameter(hidden = true) Caller caller) {
        return access.requireSynchronise(id, caller, FACILITY)
                .then(Mono.defer(() -> states.latestOfAuthorization(id)))
                .switchIfEmpty(Mono.error(() -> new ProblemException(SyncProblem.NOTHING_AUTHORIZED,
                        "This facility has no utility authorization yet.")))
                .filter(job -> !job.isActive())
                .flatMap(job -> starting.again(id, job).then(Mono.fromRunnable(workers::wake)))
                .then(Mono.defer(() -> view(id)));
    }

    private Mono<SyncView> view(UUID id) {
        return Mono.zip(states.latestJob(id).map(Optional::of).defaultIfEmpty(Optional.empty()),
                states.lastSuccess(id).map(Optional::of).defaultIfEmpty(Optional.empty()),
                (latest, success) -> SyncView.of(id, latest, success));
    }
}
