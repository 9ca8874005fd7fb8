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
 * not here. The only place that subscribes.
 */
public final class BackgroundLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundLoop.class);

    private final String name;
    private final Duration idle;
    private final Supplier<Mono<Boolean>> step;
    private final Sinks.Many<Boolean> wakeups = Sinks.many().multicast().directBestEffort();
    private volatile @Nullable Disposable running;

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

    @Override
    public void start() {
        Flux<?> ticks = Flux.interval(Duration.ZERO, idle).onBackpressureDrop();
        running = Flux.merge(ticks, wakeups.asFlux())
                .onBackpressureLatest()
                .concatMap(_ -> drain(), 1)
                .subscribe();
    }

    private Mono<Void> drain() {
        return Mono.defer(step)
                .expand(more -> more ? Mono.defer(step) : Mono.empty())
                .then()
                .onErrorResume(this::log);
    }

    private Mono<Void> log(Throwable error) {
        LOG.atWarn().addKeyValue("loop", name).setCause(error).log("a background step failed and is tried again");
        return Mono.empty();
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
