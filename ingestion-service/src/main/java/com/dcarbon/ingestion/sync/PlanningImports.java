// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.ingestion.schedule.Reaches;
import com.dcarbon.ingestion.schedule.ScheduleSettings;
import com.dcarbon.ingestion.schedule.SyncPlan;
import com.dcarbon.ingestion.schedule.SyncPlans;
import com.dcarbon.ingestion.schedule.rules.SyncWindow;
import com.dcarbon.ingestion.schedule.rules.Turns;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/**
 * Orders the imports of those authorizations whose turn it is, and moves their turns on, in one transaction: a crash
 * leaves both or neither. Any number of replicas may do so beside each other.
 */
@Component
class PlanningImports {
    private final SyncPlans plans;
    private final PlannedJobs jobs;
    private final Reaches reaches;
    private final TransactionalOperator transaction;
    private final ScheduleSettings settings;
    private final Clock clock;
    private final Counter planned;
    private final Counter busy;

    PlanningImports(SyncPlans plans, PlannedJobs jobs, Reaches reaches, TransactionalOperator transaction,
            ScheduleSettings settings, Clock clock, MeterRegistry metrics) {
        this.plans = plans;
        this.jobs = jobs;
        this.reaches = reaches;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
        this.planned = metrics.counter("dcarbon.sync.turns", "outcome", "planned");
        this.busy = metrics.counter("dcarbon.sync.turns", "outcome", "busy");
    }

    /**
     * Plans what is due, one batch at most.
     *
     * @return how many turns there were
     */
    Mono<Integer> plan() {
        return plans.due(settings.batch())
                .collectList()
                .filter(due -> !due.isEmpty())
                .flatMap(this::order)
                .as(transaction::transactional)
                .doOnNext(this::count)
                .map(done -> done.ordered().size() + done.busy())
                .defaultIfEmpty(0);
    }

    /** What became of a batch. */
    private record Done(Set<UUID> ordered, int busy) {}

    private Mono<Done> order(List<SyncPlan> due) {
        Instant now = clock.instant();
        return jobs.add(due.stream().map(plan -> wanted(plan, now)).toList())
                .collect(HashSet<UUID>::new, Set::add)
                .flatMap(ordered -> plans.move(nextTurns(due, ordered, now))
                        .thenReturn(new Done(ordered, due.size() - ordered.size())));
    }

    private NewImport wanted(SyncPlan plan, Instant now) {
        SyncWindow window = SyncWindow.of(plan.standing(), reaches.of(plan.providerId()), now).ofTurn();
        return NewImport.of(plan, window, NewImport.keyOfTurn(plan.nextRun()));
    }

    /** An import that is not over keeps the turn waiting, but does not take it away. */
    private List<SyncPlans.Turn> nextTurns(List<SyncPlan> due, Set<UUID> ordered, Instant now) {
        return due.stream().map(plan -> {
            boolean taken = ordered.contains(plan.authorizationId());
            return new SyncPlans.Turn(plan.authorizationId(), taken, taken
                    ? Turns.next(plan.authorizationId(), reaches.policy(plan.providerId()), now)
                    : Turns.afterBusy(plan.authorizationId(), now));
        }).toList();
    }

    private void count(Done done) {
        planned.increment(done.ordered().size());
        busy.increment(done.busy());
    }
}
