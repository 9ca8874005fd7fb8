// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import com.dcarbon.ingestion.archive.Replaying;
import com.dcarbon.ingestion.health.ProviderHealth;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchFailure.Remedy;
import com.dcarbon.ingestion.source.FetchOutcome;
import com.dcarbon.ingestion.source.Importing;
import com.dcarbon.ingestion.source.MeterDataSource;
import com.dcarbon.platform.database.DatabaseOutage;
import com.dcarbon.platform.database.OutlastingOutage;
import com.dcarbon.platform.work.LostLeases;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Runs one claimed import to an end, whatever that is, and shows signs of life meanwhile. */
@Component
class RunningImport {
    private static final Logger LOG = LoggerFactory.getLogger(RunningImport.class);
    private static final int SIGNS_PER_LEASE = 3;
    private static final Duration DATABASE_PAUSE = Duration.ofSeconds(1);

    private final Map<String, MeterDataSource> sources;
    private final LeasedJobs jobs;
    private final ProviderHealth health;
    private final FirstReadings firsts;
    private final StoringImport storing;
    private final PostponingImport postponing;
    private final FailingImport failing;
    private final Documents documents;
    private final OutlastingOutage outlasting;
    private final SyncSettings settings;
    private final MeterRegistry metrics;
    private final LostLeases lost;
    private final Clock clock;

    /** What has to do with the documents of an import. */
    @Component
    record Documents(Reparsing reparsing, Replaying replaying, Quarantining quarantining) {}

    RunningImport(List<MeterDataSource> sources, LeasedJobs jobs, ProviderHealth health, StoringImport storing,
            PostponingImport postponing, FailingImport failing, FirstReadings firsts, Documents documents,
            OutlastingOutage outlasting, SyncSettings settings, MeterRegistry metrics, Clock clock) {
        this.sources = sources.stream().collect(Collectors.toMap(MeterDataSource::name, Function.identity()));
        this.jobs = jobs;
        this.health = health;
        this.firsts = firsts;
        this.clock = clock;
        this.storing = storing;
        this.postponing = postponing;
        this.failing = failing;
        this.documents = documents;
        this.outlasting = outlasting;
        this.settings = settings;
        this.metrics = metrics;
        this.lost = new LostLeases(metrics, "import");
    }

    /** @param ending completes when the process is asked to end: the import is handed to another one then */
    Mono<Void> run(ImportJob job, Mono<Void> ending) {
        Mono<Boolean> work = fetch(job).flatMap(outcome -> conclude(job, outcome)).thenReturn(true);
        return Mono.firstWithSignal(work, signsOfLife(job), ending.thenReturn(false))
                .flatMap(ended -> ended ? Mono.empty() : postponing.handBack(job))
                .onErrorResume(error -> !(error instanceof LeaseLostException), error -> broken(job, error, ending))
                .onErrorResume(LeaseLostException.class, taken -> Mono.fromRunnable(() -> lost.count(job.id())));
    }

    private Mono<FetchOutcome> fetch(ImportJob job) {
        if (job.deaths() >= settings.maxAttempts()) {
            return Mono.just(new FetchOutcome.Failed(FetchFailure.WORKERS_DIED, "its workers died repeatedly", null));
        }
        MeterDataSource source = sources.get(job.source());
        return source == null
                ? Mono.just(new FetchOutcome.Failed(FetchFailure.PROVIDER_UNKNOWN, "no source for the method", null))
                : documents.reparsing()
                        .of(job)
                        .flatMap(earlier -> documents.replaying()
                                .replay(earlier, (folder, kept) -> source.replay(job.request(), folder, kept)))
                        .switchIfEmpty(Mono.defer(() -> source.fetch(job.request()))
                                .contextWrite(context -> context.put(Importing.class,
                                        new Importing(job.id(), job.facilityId()))));
    }

    private Mono<Void> conclude(ImportJob job, FetchOutcome outcome) {
        count(job, outcome);
        return outlasting.atMost(settings.lease(), documents.quarantining().note(job, outcome))
                .then(outlasting.atMost(settings.lease(), Mono.defer(() -> heard(job, outcome))))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .doOnError(_ -> close(outcome))
                .doOnCancel(() -> close(outcome))
                .flatMap(closed -> closed.flatMap(until -> hindered(job, outcome, until))
                        .orElseGet(() -> conclusion(job, outcome)));
    }

    /** Until when the provider is left alone, if it is taken for down; nothing if it was not asked. */
    private Mono<Instant> heard(ImportJob job, FetchOutcome outcome) {
        return job.asksProvider() ? health.heard(job.providerId(), job.authorizationId(), outcome) : Mono.empty();
    }

    /** What will not be stored. */
    private static void close(FetchOutcome outcome) {
        if (outcome instanceof FetchOutcome.Complete complete) {
            StoringImport.close(complete.data());
        }
    }

    /** Where the provider is down, what that hinders is neither a failure nor a reason to lose patience. */
    private Optional<Mono<Void>> hindered(ImportJob job, FetchOutcome outcome, Instant closedUntil) {
        Instant until = later(closedUntil, clock.instant());
        return switch (outcome) {
            case FetchOutcome.Failed failed when failed.reason().remedy() == Remedy.TIME ->
                Optional.of(postponing.outlast(job, failed.reason(), until));
            // A page about the outage looks like damaged data.
            case FetchOutcome.Failed failed when failed.reason() == FetchFailure.MALFORMED_FEED ->
                Optional.of(postponing.outlast(job, FetchFailure.PROVIDER_UNAVAILABLE, until));
            case FetchOutcome.Paused paused when paused.reason() == FetchFailure.PROVIDER_UNAVAILABLE ->
                Optional.of(postponing.outlast(job, paused.reason(), until));
            default -> Optional.empty();
        };
    }

    private static Instant later(Instant first, Instant second) {
        return first.isAfter(second) ? first : second;
    }

    private Mono<Void> conclusion(ImportJob job, FetchOutcome outcome) {
        return switch (outcome) {
            case FetchOutcome.Complete complete -> storing.store(job, complete.data())
                    .then(Mono.defer(() -> firsts.stored(job, complete.data())));
            case FetchOutcome.Preparing preparing -> postponing.prepare(job, preparing);
            case FetchOutcome.Paused paused -> postponing.pause(job, paused);
            case FetchOutcome.Hindered hindered -> postponing.hinder(job, hindered);
            case FetchOutcome.Failed failed -> failing.fail(job, failed);
        };
    }

    /** Never ends but by the loss of the lease. A database that is away for a while is no reason to stop working. */
    private Mono<Boolean> signsOfLife(ImportJob job) {
        Duration interval = settings.lease().dividedBy(SIGNS_PER_LEASE);
        return Flux.interval(interval)
                .onBackpressureDrop()
                .concatMap(tick -> jobs.renew(job, settings.lease())
                        .onErrorResume(DatabaseOutage::caused, away -> Mono.empty()), 1)
                .then(Mono.never());
    }

    /** While the database is away no attempt is used up: the job is handed back as soon as it can be written. */
    private Mono<Void> broken(ImportJob job, Throwable error, Mono<Void> ending) {
        if (DatabaseOutage.caused(error) && !postponing.isOverdue(job)) {
            LOG.atWarn().addKeyValue("job_id", job.id()).setCause(error).log("an import lost the database");
            return postponing.handBack(job)
                    .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, DATABASE_PAUSE).filter(DatabaseOutage::caused))
                    .takeUntilOther(ending);
        }
        LOG.atError().addKeyValue("job_id", job.id()).setCause(error).log("an import broke on our side");
        return failing.fail(job, new FetchOutcome.Failed(FetchFailure.INTERNAL_ERROR, "internal error", null));
    }

    private void count(ImportJob job, FetchOutcome outcome) {
        String name = switch (outcome) {
            case FetchOutcome.Complete _ -> "complete";
            case FetchOutcome.Preparing _ -> "preparing";
            case FetchOutcome.Paused paused -> paused.reason().code();
            case FetchOutcome.Hindered hindered -> hindered.reason().code();
            case FetchOutcome.Failed failed -> failed.reason().code();
        };
        metrics.counter("dcarbon.imports", "provider", job.providerId(), "outcome", name).increment();
    }
}
