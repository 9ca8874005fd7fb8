// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.work;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Runs a step again and again for as long as the process lives: at once while there is more to do, else when it is woken
 * or an idle interval is over. A failing step is logged and tried again; what must survive a crash lies in the database,
 * not here. When the process is asked to end, the running step may finish. The only place that subscribes.
 */
public final class BackgroundLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundLoop.class);

    private final String name;
    private final Duration idle;
    private final Supplier<Mono<Boolean>> step;
    private final Sinks.Many<Boolean> wakeups = Sinks.many().multicast().directBestEffort();
    private volatile Sinks.Empty<Void> ended = Sinks.empty();
    private volatile @Nullable Disposable running;
    private volatile boolean ending;

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

    @Override
    public void start() {
        ending = false;
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
        return Mono.defer(() -> ending ? Mono.empty() : step.get());
    }

    private Mono<Void> log(Throwable error) {
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
