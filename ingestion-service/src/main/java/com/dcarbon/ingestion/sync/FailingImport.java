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

import com.dcarbon.events.EventKind;
import com.dcarbon.events.intervals.SyncFailed;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;
import com.dcarbon.platform.outbox.Outbox;

import reactor.core.publisher.Mono;

/** Notes a failed attempt, decides whether there is another one, and tells the world. */
@Component
class FailingImport {
    private static final Logger LOG = LoggerFactory.getLogger(FailingImport.class);

    private final ImportJobs jobs;
    private final FacilitySyncs syncs;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final SyncSettings settings;
    private final Clock clock;

    FailingImport(ImportJobs jobs, FacilitySyncs syncs, Outbox outbox, TransactionalOperator transaction,
            SyncSettings settings, Clock clock) {
        this.jobs = jobs;
        this.syncs = syncs;
        this.outbox = outbox;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    Mono<Void> fail(ImportJob job, FetchOutcome.Failed failed) {
        FetchFailure reason = failed.reason();
        Instant next = settings.retryPolicy()
                .next(reason, job.attempts() + 1, failed.notBefore(), clock.instant(),
                        () -> ThreadLocalRandom.current().nextDouble())
                .orElse(null);
        LOG.atWarn()
                .addKeyValue("job_id", job.id())
                .addKeyValue("provider_id", job.providerId())
                .addKeyValue("code", reason.code())
                .addKeyValue("next_attempt_at", next)
                .log("an import failed: {}", failed.detail());
        Mono<Void> noted = next == null ? jobs.giveUp(job, reason) : jobs.retry(job, reason, next);
        return noted.then(Mono.defer(() -> tell(job, reason, next))).as(transaction::transactional);
    }

    private Mono<Void> tell(ImportJob job, FetchFailure reason, @Nullable Instant next) {
        var event = new SyncFailed(job.facilityId(), job.authorizationId(), job.providerId(), reason.code(),
                reason.message() + " " + reason.action(), job.attempts() + 1, next);
        return syncs.next(job.facilityId())
                .flatMap(version -> outbox.publish(EventKind.SYNC_FAILED, job.facilityId().toString(), version, event));
    }
}
