// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;
import com.dcarbon.ingestion.source.MeterDataSource;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs one claimed import to an end, whatever that is, and shows signs of life meanwhile. */
@Component
class RunningImport {
    private static final Logger LOG = LoggerFactory.getLogger(RunningImport.class);
    private static final int SIGNS_PER_LEASE = 3;

    private final Map<AuthMethod, MeterDataSource> sources;
    private final ImportJobs jobs;
    private final StoringImport storing;
    private final FailingImport failing;
    private final SyncSettings settings;
    private final MeterRegistry metrics;
    private final Clock clock;

    RunningImport(List<MeterDataSource> sources, ImportJobs jobs, StoringImport storing, FailingImport failing,
            SyncSettings settings, MeterRegistry metrics, Clock clock) {
        this.sources = sources.stream().collect(Collectors.toMap(MeterDataSource::method, Function.identity()));
        this.jobs = jobs;
        this.storing = storing;
        this.failing = failing;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    Mono<Void> run(ImportJob job) {
        Mono<Void> work = fetch(job).flatMap(outcome -> conclude(job, outcome));
        return Mono.firstWithSignal(work, signsOfLife(job))
                .onErrorResume(error -> !(error instanceof LeaseLostException), error -> broken(job, error))
                .onErrorResume(LeaseLostException.class, lost -> abandoned(job));
    }

    private Mono<FetchOutcome> fetch(ImportJob job) {
        if (job.attempts() >= settings.maxAttempts()) {
            return Mono.just(new FetchOutcome.Failed(FetchFailure.INTERNAL_ERROR, "its workers died repeatedly", null));
        }
        MeterDataSource source = sources.get(job.method());
        return source == null
                ? Mono.just(new FetchOutcome.Failed(FetchFailure.PROVIDER_UNKNOWN, "no source for the method", null))
                : source.fetch(job.request());
    }

    private Mono<Void> conclude(ImportJob job, FetchOutcome outcome) {
        count(job, outcome);
        return switch (outcome) {
            case FetchOutcome.Complete complete -> storing.store(job, complete.data());
            case FetchOutcome.Waiting waiting when isOverdue(job) -> failing.fail(job,
                    new FetchOutcome.Failed(FetchFailure.PROVIDER_NOT_READY, "not ready in time", null));
            case FetchOutcome.Waiting waiting -> jobs.postpone(job, waiting.until());
            case FetchOutcome.Failed failed -> failing.fail(job, failed);
        };
    }

    private boolean isOverdue(ImportJob job) {
        return job.createdAt().plus(settings.patience()).isBefore(clock.instant());
    }

    private Mono<Void> signsOfLife(ImportJob job) {
        Duration interval = settings.lease().dividedBy(SIGNS_PER_LEASE);
        return Flux.interval(interval)
                .onBackpressureDrop()
                .concatMap(tick -> jobs.renew(job, settings.lease()), 1)
                .then();
    }

    private Mono<Void> broken(ImportJob job, Throwable error) {
        LOG.atError().addKeyValue("job_id", job.id()).setCause(error).log("an import broke on our side");
        return failing.fail(job, new FetchOutcome.Failed(FetchFailure.INTERNAL_ERROR, "internal error", null));
    }

    private static Mono<Void> abandoned(ImportJob job) {
        LOG.atWarn().addKeyValue("job_id", job.id()).log("an import was taken over by another worker");
        return Mono.empty();
    }

    private void count(ImportJob job, FetchOutcome outcome) {
        String name = switch (outcome) {
            case FetchOutcome.Complete complete -> "complete";
            case FetchOutcome.Waiting waiting -> "waiting";
            case FetchOutcome.Failed failed -> failed.reason().code();
        };
        metrics.counter("dcarbon.imports", "provider", job.providerId(), "outcome", name).increment();
    }
}
