// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.work;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Runs a step again and again for as long as the process lives: at once while there is more to do, else when it is woken
 * or an idle interval is over. A failing step is logged and tried again; what must survive a crash lies in the database,
 * not here. When the process is asked to end, the running step may finish. The only place that subscribes.
 */
public final class BackgroundLoop implements SmartLifecycle, MeterBinder {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundLoop.class);

    private final String name;
    private final Duration idle;
    private final Supplier<Mono<Boolean>> step;
    private final Sinks.Many<Boolean> wakeups = Sinks.many().multicast().directBestEffort();
    private volatile Sinks.Empty<Void> ended = Sinks.empty();
    private volatile @Nullable Disposable running;
    private volatile boolean ending;
    private volatile long lastEnd;
    private final AtomicLong failures = new AtomicLong();

    /**
     * @param name for the log
     * @param idle how long to wait after a step that found nothing to do, at most
     * @param step does one piece of work; true: there may be more
     */
    public BackgroundLoop(String name, Duration idle, Supplier<Mono<Boolean>> step) {
        this.name = name;
        this.idle = idle;
        this.step = step;
    }

    /** Ends the idle wait; if a step is running, another follows it. */
    public void wake() {
        wakeups.tryEmitNext(true);
    }

    /** Completes when the process is asked to end: for steps that only wait and need not finish. */
    public Mono<Void> ending() {
        return Mono.defer(() -> ended.asMono());
    }

    /** As a bean it is bound by itself; a loop that is none must be bound by whoever makes it. */
    @Override
    public void bindTo(MeterRegistry metrics) {
        FunctionCounter.builder("dcarbon.loop.failures", failures, AtomicLong::get).tag("loop", name)
                .register(metrics);
        Gauge.builder("dcarbon.loop.overdue.seconds", this, loop -> loop.overdue().toSeconds()).tag("loop", name)
                .register(metrics);
    }

    /** How much longer than its idle interval ago the last step ended: zero while the loop keeps its pace. */
    private Duration overdue() {
        Duration since = Duration.ofNanos(System.nanoTime() - lastEnd);
        return running == null || since.compareTo(idle) < 0 ? Duration.ZERO : since.minus(idle);
    }

    @Override
    public void start() {
        ending = false;
        lastEnd = System.nanoTime();
        ended = Sinks.empty();
        Flux<?> ticks = Flux.interval(Duration.ZERO, idle).onBackpressureDrop();
        running = Flux.merge(ticks, wakeups.asFlux())
                .takeUntilOther(ended.asMono())
                .onBackpressureLatest()
                .concatMap(_ -> drain(), 1)
                .doFinally(_ -> running = null)
                .subscribe(_ -> {}, this::died);
    }

    private Mono<Void> drain() {
        return next().expand(more -> more ? next() : Mono.empty()).then().onErrorResume(this::log);
    }

    private Mono<Boolean> next() {
        return Mono.defer(() -> ending ? Mono.<Boolean>empty() : step.get())
                .doFinally(_ -> lastEnd = System.nanoTime());
    }

    private Mono<Void> log(Throwable error) {
        failures.incrementAndGet();
        LOG.atWarn().addKeyValue("loop", name).setCause(error).log("a background step failed and is tried again");
        return Mono.empty();
    }

    private void died(Throwable error) {
        LOG.atError().addKeyValue("loop", name).setCause(error).log("a background loop has ended unexpectedly");
    }

    /** Takes no new step and waits for the running one, as long as the application waits for its phase. */
    @Override
    public void stop(Runnable callback) {
        Disposable loop = running;
        ending = true;
        ended.tryEmitEmpty();
        if (loop == null || loop.isDisposed()) {
            callback.run();
            return;
        }
        Flux.interval(Duration.ZERO, Duration.ofMillis(20))
                .takeUntil(_ -> running == null)
                .doFinally(_ -> callback.run())
                .subscribe();
    }

    @Override
    public void stop() {
        Disposable loop = running;
        if (loop != null) {
            loop.dispose();
        }
        running = null;
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
