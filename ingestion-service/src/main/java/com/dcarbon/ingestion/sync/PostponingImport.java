// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;
import com.dcarbon.platform.work.Backoff;

import reactor.core.publisher.Mono;

/**
 * Puts an import back that did not fail but has to wait: no attempt is used up. Nobody waits longer than patience allows for
 * an answer that is being prepared or for our operators; an outage or a pause is waited for until it is over. Partners hear of what hinders when it begins to.
 */
@Component
class PostponingImport {
    private static final int SOON = 6;

    private final LeasedJobs jobs;
    private final ProviderPauses pauses;
    private final AnnouncingImport announcing;
    private final FailingImport failing;
    private final TransactionalOperator transaction;
    private final SyncSettings settings;
    private final Clock clock;

    PostponingImport(LeasedJobs jobs, ProviderPauses pauses, AnnouncingImport announcing, FailingImport failing,
            TransactionalOperator transaction, SyncSettings settings, Clock clock) {
        this.jobs = jobs;
        this.pauses = pauses;
        this.announcing = announcing;
        this.failing = failing;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /** The provider is asked again when it said, ever more seldom all the same, and once more when patience ends. */
    Mono<Void> prepare(ImportJob job, FetchOutcome.Preparing preparing) {
        return isOverdue(job)
                ? failing.giveUp(job, FetchFailure.PROVIDER_NOT_READY, "not ready in time")
                : jobs.postpone(job, earlier(notBefore(job, preparing.until()), deadline(job)), null,
                        preparing.places());
    }

    /** All imports from this provider wait, for however long it wishes. */
    Mono<Void> pause(ImportJob job, FetchOutcome.Paused paused) {
        return hinder(job, paused.reason(), notBefore(job, paused.until()))
                .then(Mono.defer(() -> pauses.pause(job.providerId(), paused.until())))
                .as(transaction::transactional);
    }

    /** An outage of whoever should have helped is no reason to give up, nor is a limit of our own. */
    Mono<Void> hinder(ImportJob job, FetchOutcome.Hindered hindered) {
        return isOverdue(job) && !passes(hindered.reason())
                ? failing.giveUp(job, hindered.reason(), hindered.detail())
                : hinder(job, hindered.reason(), notBefore(job, hindered.until())).as(transaction::transactional);
    }

    private static boolean passes(FetchFailure reason) {
        return switch (reason.remedy()) {
            case TIME, OWN_LIMIT -> true;
            case OPERATOR, MANY_TRIES, FEW_TRIES, NONE -> false;
        };
    }

    /** Its provider is down: it waits for as long as that lasts. */
    Mono<Void> outlast(ImportJob job, FetchFailure reason, Instant until) {
        return jobs.outlast(job, reason, until)
                .then(Mono.defer(() -> tellOnce(job, reason, until)))
                .as(transaction::transactional);
    }

    /**
     * Nothing of it was the provider's fault or anybody's: the next worker begins anew, and soon, for we seem to be well
     * again. Where that is wrong again and again, the provider is not asked for everything each time.
     */
    Mono<Void> handBack(ImportJob job) {
        Backoff backoff = job.waits() < SOON ? settings.ownBackoff() : settings.backoff();
        return Mono.defer(() -> jobs.handBack(job, notBefore(job, null, backoff)));
    }

    private Mono<Void> hinder(ImportJob job, FetchFailure reason, Instant until) {
        return jobs.postpone(job, until, reason, job.places())
                .then(Mono.defer(() -> tellOnce(job, reason, until)));
    }

    private Mono<Void> tellOnce(ImportJob job, FetchFailure reason, Instant until) {
        return reason.code().equals(job.reason())
                ? Mono.empty()
                : announcing.failed(job, reason, job.attempts() + 1, until);
    }

    boolean isOverdue(ImportJob job) {
        return !clock.instant().isBefore(deadline(job));
    }

    private Instant deadline(ImportJob job) {
        return job.patientSince().plus(settings.patience(job));
    }

    /** Computed from the row, so that a provider that says "at once" again and again is not asked all the time. */
    private Instant notBefore(ImportJob job, @Nullable Instant wish) {
        return notBefore(job, wish, settings.backoff());
    }

    private Instant notBefore(ImportJob job, @Nullable Instant wish, Backoff backoff) {
        return backoff
                .next(job.waits() + 1, clock.instant(), wish, ThreadLocalRandom.current()::nextDouble);
    }

    private static Instant earlier(Instant first, Instant second) {
        return first.isBefore(second) ? first : second;
    }
}
