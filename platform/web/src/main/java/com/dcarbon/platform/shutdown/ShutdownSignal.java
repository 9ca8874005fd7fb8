// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.shutdown;

import org.springframework.context.SmartLifecycle;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Tells answers that never end that the process is asked to end, before the web server begins to wait for its open
 * requests.
 */
public final class ShutdownSignal implements SmartLifecycle {
    private volatile Sinks.Empty<Void> ending = Sinks.empty();
    private volatile boolean running;

    ShutdownSignal() {}

    /** Completes when the process is asked to end; of the time in which it is subscribed to. */
    public Mono<Void> ending() {
        return Mono.defer(() -> ending.asMono());
    }

    @Override
    public void start() {
        ending = Sinks.empty();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        ending.tryEmitEmpty();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
