// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.LoggerFactory;

/** Runs the steps of UtilityAPI's work in real time, one after another, each with the books to itself. */
final class Steps implements AutoCloseable {
    private final Books books;
    private final Duration length;
    private final ScheduledExecutorService executor = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("utility-api").daemon().factory());

    Steps(Books books, Duration length) {
        this.books = books;
        this.length = length;
    }

    /** How long one step takes. */
    Duration length() {
        return length;
    }

    void next(Runnable step) {
        after(length, step);
    }

    void after(Duration delay, Runnable step) {
        try {
            var _ = executor.schedule(() -> run(step), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LoggerFactory.getLogger(Steps.class).debug("A step comes too late: the simulator has ended", e);
        }
    }

    void every(Duration interval, Runnable step) {
        var _ = executor.scheduleWithFixedDelay(() -> run(step), interval.toMillis(), interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void run(Runnable step) {
        try {
            synchronized (books) {
                step.run();
            }
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Steps.class).error("A step of UtilityAPI failed", e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
