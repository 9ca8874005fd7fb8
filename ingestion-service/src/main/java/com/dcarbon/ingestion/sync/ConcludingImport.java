// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.ingestion.gap.GapLedger;
import com.dcarbon.ingestion.gap.GapReview;
import com.dcarbon.ingestion.gap.MeterSeries;
import com.dcarbon.ingestion.gap.rules.Coverage;
import com.dcarbon.ingestion.meter.MeterConditions;
import com.dcarbon.ingestion.schedule.Reaches;
import com.dcarbon.ingestion.schedule.SyncPlans;
import com.dcarbon.platform.work.AfterCommit;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/**
 * Draws the conclusions from a complete import, in the transaction that ends it: how far the readings reach now, what is
 * still missing, which meters were not reported, and what is to be imported next.
 */
@Component
class ConcludingImport {
    private final MeterSeries series;
    private final GapReview review;
    private final GapLedger ledger;
    private final MeterConditions conditions;
    private final SyncPlans plans;
    private final Reaches reaches;
    private final FollowingImports following;
    private final MeterRegistry metrics;

    ConcludingImport(MeterSeries series, GapReview review, GapLedger ledger, MeterConditions conditions,
            SyncPlans plans, Reaches reaches, FollowingImports following, MeterRegistry metrics) {
        this.series = series;
        this.review = review;
        this.ledger = ledger;
        this.conditions = conditions;
        this.plans = plans;
        this.reaches = reaches;
        this.following = following;
        this.metrics = metrics;
    }

    /**
     * What the provider's answer says of what is not in it.
     *
     * @param nothing whether it had nothing at all, not even something that was left out
     * @param coverage of which times the provider says that it has readings, by meter
     */
    record Answer(boolean nothing, Map<UUID, Coverage> coverage) {}

    /** @param meters those that the provider answered with */
    Mono<Void> conclude(ImportJob job, List<UUID> meters, StoredSpans stored, Answer answer) {
        Instant from = stored.earliest(job.start());
        Instant to = stored.latest(job.end());
        return series.reached(stored.reached(), !job.isAgain())
                .then(Mono.defer(() -> series.forgetEmpty(meters)))
                .then(Mono.defer(() -> review.of(meters, from, to)))
                .flatMap(arrived -> AfterCommit.run(() -> metrics
                        .counter("dcarbon.readings.recovered", "provider", job.providerId())
                        .increment(arrived)))
                .then(Mono.defer(() -> job.asksProvider() ? goOn(job, meters, answer) : Mono.empty()));
    }

    private Mono<Void> goOn(ImportJob job, List<UUID> meters, Answer answer) {
        return (job.isAgain() ? Mono.<Void>empty() : compare(job, meters, answer))
                .then(Mono.defer(() -> following.follow(job)));
    }

    /** Only an answer to what is asked for all the time has to name every meter: older data need not. */
    private Mono<Void> compare(ImportJob job, List<UUID> meters, Answer answer) {
        Mono<Void> seen = job.kind() == ImportKind.BACKFILL
                ? conditions.reported(meters)
                : conditions.compare(job.authorizationId(), job.providerId(), meters)
                        .then(Mono.defer(() -> plans.covered(job.authorizationId(), job.end())));
        return job.endsRun() ? answered(job, answer).then(Mono.defer(() -> seen)) : seen;
    }

    /**
     * Whether an answer with nothing at all means that the provider has nothing of the time that was missing: Green Button
     * says so by status 204, or a feed without a meter.
     */
    private boolean denies(ImportJob job) {
        return job.fillsIn() && job.method() == AuthMethod.GREEN_BUTTON
                && job.start().equals(job.run().start()) && reaches.isNarrowed(job.providerId());
    }

    /** A run counts as a whole: what is longer than one import may be was asked for once its last part is there. */
    private Mono<Void> answered(ImportJob job, Answer answer) {
        return ledger.asked(job.authorizationId(), new GapLedger.Answer(job.run().start(), job.end(),
                answer.nothing() && denies(job), answer.coverage()))
                .then(Mono.defer(() -> conditions.covered(job.authorizationId(), job.run().start(), job.end())));
    }
}
