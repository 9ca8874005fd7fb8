// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.ingestion.schedule.Reaches;
import com.dcarbon.ingestion.schedule.SyncPlan;
import com.dcarbon.ingestion.schedule.SyncPlans;
import com.dcarbon.ingestion.schedule.rules.SyncWindow;
import com.dcarbon.ingestion.schedule.rules.SyncWindow.Reach;
import com.dcarbon.platform.audit.AuditTrail;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;
import com.dcarbon.platform.work.AfterCommit;

import reactor.core.publisher.Mono;

/** Orders an import because a person asked for it, which is put on record: of what is new, or of a period once more. */
@Component
class SynchronisingNow {
    private final SyncPlans plans;
    private final ImportJobs jobs;
    private final SyncStates states;
    private final Reaches reaches;
    private final ImportWorkers workers;
    private final AuditTrail audit;
    private final TransactionalOperator transaction;
    private final Clock clock;

    SynchronisingNow(SyncPlans plans, ImportJobs jobs, SyncStates states, Reaches reaches,
            ImportWorkers workers, AuditTrail audit, TransactionalOperator transaction, Clock clock) {
        this.plans = plans;
        this.jobs = jobs;
        this.states = states;
        this.reaches = reaches;
        this.workers = workers;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * If what is new is asked for already, nothing is started; otherwise it is asked for now, or after the import that is
     * under way for something else. A period is refused while one is. The plan is held meanwhile, so that neither another
     * call nor the planner orders the same.
     *
     * @param period to import once more, or null: what is new
     */
    Mono<Void> start(UUID facilityId, @Nullable SyncRequest period, Caller caller) {
        return plans.heldOfFacility(facilityId)
                .switchIfEmpty(Mono.defer(() -> notLive(facilityId)))
                .flatMap(plan -> (period == null ? latest(plan) : again(plan, period))
                        .flatMap(started -> record(plan, period, started, caller)))
                .then(AfterCommit.run(workers::wake))
                .as(transaction::transactional);
    }

    private Mono<Void> record(SyncPlan plan, @Nullable SyncRequest period, boolean started, Caller caller) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("provider_id", plan.providerId());
        details.put("started", started);
        if (period != null) {
            details.put("start", period.start().toString());
            details.put("end", period.end().toString());
        }
        return audit.record("sync_requested", caller, plan.facilityId(), plan.authorizationId(), details);
    }

    /** @return whether something was started */
    private Mono<Boolean> latest(SyncPlan plan) {
        return states.bringsNew(plan.authorizationId())
                .flatMap(comes -> comes
                        ? Mono.just(false)
                        : jobs.addBeside(wanted(plan, null)).thenReturn(true));
    }

    private Mono<Boolean> again(SyncPlan plan, SyncRequest period) {
        return states.hasActive(plan.authorizationId())
                .flatMap(active -> active
                        ? Mono.error(new ProblemException(SyncProblem.UNDER_WAY,
                                "This period can be imported once the present synchronisation is over."))
                        : jobs.addBeside(wanted(plan, period)).thenReturn(true));
    }

    private Mono<SyncPlan> notLive(UUID facilityId) {
        return plans.ofFacility(facilityId)
                .flatMap(_ -> Mono.<SyncPlan>error(new ProblemException(SyncProblem.AUTHORIZATION_ENDED,
                        "The facility's utility authorization has ended.")))
                .switchIfEmpty(Mono.error(() -> new ProblemException(SyncProblem.NOTHING_AUTHORIZED,
                        "This facility has no utility authorization yet.")));
    }

    private NewImport wanted(SyncPlan plan, @Nullable SyncRequest period) {
        Instant now = clock.instant();
        Reach reach = reaches.of(plan.providerId());
        SyncWindow window = period == null
                ? SyncWindow.of(plan.standing(), reach, now)
                : SyncWindow.backfill(period.start(), period.end(), reach);
        return NewImport.of(plan, window, NewImport.keyOfPerson(now));
    }
}
