// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts parts one after the other, as many at a time as there are cores: all at once would only make each slower, and
 * the first ready one as late as the last.
 */
final class Starters implements AutoCloseable {
    private final ExecutorService threads = Executors
            .newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()));
    private final CompletionService<Boolean> running = new ExecutorCompletionService<>(threads);
    private int begun;

    void begin(Runnable part) {
        Callable<Boolean> task = Executors.callable(part, true);
        running.submit(task);
        begun++;
    }

    /** Waits until every part has started; the first failure ends the waiting. */
    void await() {
        try {
            for (; begun > 0; begun--) {
                running.take().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new StackFailure(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
