// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import com.dcarbon.ingestion.facility.FacilityAccess;
import com.dcarbon.ingestion.schedule.SyncPlan;
import com.dcarbon.ingestion.schedule.SyncPlans;
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
    private final SynchronisingNow synchronising;
    private final SyncPlans plans;
    private final FacilityAccess access;
    private final Clock clock;

    SyncController(SyncStates states, SynchronisingNow synchronising, SyncPlans plans, FacilityAccess access,
            Clock clock) {
        this.states = states;
        this.synchronising = synchronising;
        this.plans = plans;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/facilities/{id}/sync")
    @Operation(operationId = "getSynchronisation", summary = "See how the synchronisation stands", description = "For the facility's owner, its accepted operator and admins.")
    Mono<SyncView> state(@PathVariable UUID id, @Parameter(hidden = true) Caller caller) {
        return access.requireView(id, caller, FACILITY).then(Mono.defer(() -> view(id)));
    }

    @PostMapping("/facilities/{id}/sync")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "startSynchronisation", summary = "Synchronise now", description = "For whoever may authorize, and admins. Without a body what is new is fetched, or the whole history where nothing is there yet; with one, that period is fetched once more. If what is new is being fetched already, nothing is started; if older data are, what is new comes right after them. A period is refused with 409 while any synchronisation is under way, and everything where the utility is not authorized. Who asked is recorded in the audit log.")
    Mono<SyncView> start(@PathVariable UUID id, @Valid @RequestBody(required = false) @Nullable SyncRequest period,
            @Parameter(hidden = true) Caller caller) {
        return access.requireSynchronise(id, caller, FACILITY)
                .then(Mono.fromRunnable(() -> Optional.ofNullable(period).ifPresent(one -> one.check(clock.instant()))))
                .then(Mono.defer(() -> synchronising.start(id, period, caller)))
                .then(Mono.defer(() -> view(id)));
    }

    private Mono<SyncView> view(UUID id) {
        return Mono.zip(states.latestJob(id).map(Optional::of).defaultIfEmpty(Optional.empty()),
                states.lastSuccess(id).map(Optional::of).defaultIfEmpty(Optional.empty()),
                plans.ofFacility(id).map(Optional::of).defaultIfEmpty(Optional.empty()))
                .map(found -> SyncView.of(id, found.getT1(), found.getT2(),
                        found.getT3().filter(SyncPlan::live).map(SyncPlan::nextRun)));
    }
}
