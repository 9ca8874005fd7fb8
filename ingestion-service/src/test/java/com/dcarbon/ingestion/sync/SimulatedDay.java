// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

import com.dcarbon.ingestion.schedule.SyncPlans;
import com.dcarbon.ingestion.schedule.rules.Turns;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.platform.providers.ProviderProfile.SyncPolicy;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A day of many facilities, in steps of the clock: in each, planners and workers of all replicas do beside each other what
 * is due. Providers whose name begins with {@code down} never answer.
 */
final class SimulatedDay {
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration RETRY = Duration.ofMinutes(30);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final PlannerWorld world;

    SimulatedDay(PlannerWorld world) {
        this.world = world;
    }

    /** Gives every plan its turn of the day that begins half a day from now. */
    Instant turns() {
        List<UUID> plans = Objects.requireNonNull(world.database.sql("select authorization_id from sync_plans")
                .map(row -> Objects.requireNonNull(row.get(0, UUID.class))).all().collectList().block(PATIENCE));
        world.replica(0).plans().move(plans.stream()
                .map(id -> new SyncPlans.Turn(id, true, Turns.next(id, SyncPolicy.DAILY, world.clock.instant())))
                .toList()).block(PATIENCE);
        return world.clock.instant().plus(Duration.ofHours(12));
    }

    /** Runs it from then on. */
    void run(Instant from) {
        Instant last = from.plus(Duration.ofDays(1)).minusSeconds(1);
        for (Instant now = from; now.isBefore(last); now = now.plus(STEP)) {
            step(now);
        }
        step(last);
    }

    private void step(Instant now) {
        world.clock.set(now);
        each(SimulatedDay::plan);
        each(this::work);
    }

    private void each(Function<PlannerWorld.Replica, Mono<Void>> what) {
        Flux.fromStream(IntStream.range(0, world.replicas()).boxed())
                .flatMap(number -> Mono.defer(() -> what.apply(world.replica(number)))
                        .subscribeOn(Schedulers.boundedElastic()))
                .then()
                .block(PATIENCE);
    }

    private static Mono<Void> plan(PlannerWorld.Replica replica) {
        return replica.planning().plan().repeat().takeUntil(turns -> turns == 0).then();
    }

    private Mono<Void> work(PlannerWorld.Replica replica) {
        return replica.jobs()
                .claim("worker", LEASE)
                .flatMap(job -> end(replica, job).thenReturn(true))
                .defaultIfEmpty(false)
                .repeat()
                .takeWhile(worked -> worked)
                .then();
    }

    private Mono<Void> end(PlannerWorld.Replica replica, ImportJob job) {
        return job.providerId().startsWith("down")
                ? replica.leased()
                        .retry(job, FetchFailure.PROVIDER_UNAVAILABLE, world.clock.instant().plus(RETRY))
                : replica.leased().finish(job, Map.of()).then();
    }
}
