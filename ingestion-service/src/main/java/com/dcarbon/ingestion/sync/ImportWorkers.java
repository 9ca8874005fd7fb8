// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import com.dcarbon.ingestion.health.ProviderHealth;
import com.dcarbon.platform.tracing.TraceParents;
import com.dcarbon.platform.work.BackgroundLoop;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The workers of this process: each claims an import, runs it unless its provider is down and another one is the probe, and
 * looks for the next.
 */
@Component
class ImportWorkers implements SmartLifecycle {
    private final String process = UUID.randomUUID().toString();
    private final ImportJobs jobs;
    private final LeasedJobs leased;
    private final ProviderHealth health;
    private final RunningImport running;
    private final SyncSettings settings;
    private final TraceParents traces;
    private final List<BackgroundLoop> loops;
    private volatile Sinks.Empty<Void> ending = Sinks.empty();

    ImportWorkers(ImportJobs jobs, LeasedJobs leased, ProviderHealth health, RunningImport running,
            SyncSettings settings, TraceParents traces, MeterRegistry metrics) {
        this.jobs = jobs;
        this.leased = leased;
        this.health = health;
        this.running = running;
        this.settings = settings;
        this.traces = traces;
        this.loops = IntStream.range(0, settings.workers()).mapToObj(this::loop).toList();
        loops.forEach(loop -> loop.bindTo(metrics));
    }

    private BackgroundLoop loop(int number) {
        return new BackgroundLoop("import-worker-" + number, settings.idle(), () -> step(process + "/" + number));
    }

    private Mono<Boolean> step(String worker) {
        return jobs.claim(worker, settings.lease())
                .flatMap(job -> admits(job)
                        .flatMap(admitted -> admitted ? run(job) : leased.release(job))
                        .thenReturn(true))
                .defaultIfEmpty(false);
    }

    /** Who does not ask the provider is not its probe. */
    private Mono<Boolean> admits(ImportJob job) {
        return job.asksProvider() ? health.admits(job.providerId()) : Mono.just(true);
    }

    private Mono<Void> run(ImportJob job) {
        return traces.continued(job.traceParent(), "dcarbon.import", running.run(job, ending.asMono()));
    }

    /** Tells all of them that there may be work. */
    void wake() {
        loops.forEach(BackgroundLoop::wake);
    }

    /** The same, if there is any. */
    void wakeFor(int imports) {
        if (imports > 0) {
            wake();
        }
    }

    @Override
    public void start() {
        ending = Sinks.empty();
        loops.forEach(BackgroundLoop::start);
    }

    /** Imports that are under way are handed back, so that another process goes on with them at once. */
    @Override
    public void stop(Runnable callback) {
        ending.tryEmitEmpty();
        var left = new AtomicInteger(loops.size());
        loops.forEach(loop -> loop.stop(() -> {
            if (left.decrementAndGet() == 0) {
                callback.run();
            }
        }));
    }

    @Override
    public void stop() {
        loops.forEach(BackgroundLoop::stop);
    }

    @Override
    public boolean isRunning() {
        return loops.stream().anyMatch(BackgroundLoop::isRunning);
    }
}
