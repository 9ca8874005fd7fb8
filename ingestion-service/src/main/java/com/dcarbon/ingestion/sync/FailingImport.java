// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchFailure.Remedy;
import com.dcarbon.ingestion.source.FetchOutcome;

import reactor.core.publisher.Mono;

/** Notes a failed attempt, decides whether there is another one, and tells the world. */
@Component
class FailingImport {
    private static final Logger LOG = LoggerFactory.getLogger(FailingImport.class);

    private final LeasedJobs jobs;
    private final AnnouncingImport announcing;
    private final FillingIn filling;
    private final TransactionalOperator transaction;
    private final SyncSettings settings;
    private final Clock clock;

    FailingImport(LeasedJobs jobs, AnnouncingImport announcing, FillingIn filling,
            TransactionalOperator transaction, SyncSettings settings, Clock clock) {
        this.jobs = jobs;
        this.announcing = announcing;
        this.filling = filling;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    Mono<Void> fail(ImportJob job, FetchOutcome.Failed failed) {
        Instant next = settings.retryPolicy(job)
                .next(failed.reason(), job.attempts() + 1, job.patientSince(), failed.notBefore(), clock.instant(),
                        ThreadLocalRandom.current()::nextDouble)
                .orElse(null);
        return note(job, failed.reason(), failed.detail(), next);
    }

    /** However often it was tried. */
    Mono<Void> giveUp(ImportJob job, FetchFailure reason, String detail) {
        return note(job, reason, detail, null);
    }

    private Mono<Void> note(ImportJob job, FetchFailure reason, String detail, @Nullable Instant next) {
        log(job, reason, detail, next);
        Mono<Void> noted = next == null
                ? jobs.giveUp(job, reason).then(Mono.defer(() -> filling.givenUp(job)))
                : jobs.retry(job, reason, next);
        return noted.then(Mono.defer(() -> announcing.failed(job, reason, job.attempts() + 1, next)))
                .as(transaction::transactional);
    }

    /** An error wherever our operators have to act. */
    private static void log(ImportJob job, FetchFailure reason, String detail, @Nullable Instant next) {
        boolean ours = reason.remedy() == Remedy.OPERATOR || reason == FetchFailure.INTERNAL_ERROR
                || reason == FetchFailure.WORKERS_DIED;
        (ours ? LOG.atError() : LOG.atWarn()).addKeyValue("job_id", job.id())
                .addKeyValue("provider_id", job.providerId())
                .addKeyValue("code", reason.code())
                .addKeyValue("next_attempt_at", next)
                .log("an import failed: {}", detail);
    }
}
