// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.dcarbon.local.StackFailure;

/** Every process that a stack has started, so that none outlives it, whatever goes wrong in between. */
public final class Processes implements AutoCloseable {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

    private final RunDirectory directory;
    private final List<RunningProcess> started = new ArrayList<>();
    private boolean closed;

    public Processes(RunDirectory directory) {
        this.directory = directory;
    }

    /** @throws StackFailure if the stack is being ended */
    public synchronized RunningProcess start(RunningProcess.Command command) {
        if (closed) {
            throw new StackFailure("The stack is being ended.");
        }
        boolean again = started.removeIf(earlier -> earlier.name().equals(command.name()));
        RunningProcess process = RunningProcess.start(command, directory, again);
        started.add(process);
        return process;
    }

    /** Those that have ended though nobody asked them to. */
    public synchronized List<String> ended() {
        return started.stream().filter(RunningProcess::endedByItself).map(RunningProcess::name).toList();
    }

    /** Ends all, those that others need last. */
    @Override
    public void close() {
        List<RunningProcess> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(started);
        }
        for (RunningProcess.Layer layer : RunningProcess.Layer.values()) {
            stopTogether(all.stream().filter(process -> process.layer() == layer).toList());
        }
    }

    private static void stopTogether(List<RunningProcess> processes) {
        Thread[] stops = processes.stream()
                .map(process -> Thread.ofVirtual().start(() -> process.stop(STOP_PATIENCE)))
                .toArray(Thread[]::new);
        Arrays.stream(stops).forEach(Processes::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
