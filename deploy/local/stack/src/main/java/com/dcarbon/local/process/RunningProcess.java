// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.dcarbon.local.StackFailure;

/** A process of the stack: writes to its log, is noted in a file while it runs, and ends when told. */
public final class RunningProcess {
    private static final int LAST_LINES = 25;

    private final Command command;
    private final Process process;
    private final Path log;
    private final Path note;
    private volatile boolean toldToEnd;

    private RunningProcess(Command command, Process process, Path log, Path note) {
        this.command = command;
        this.process = process;
        this.log = log;
        this.note = note;
    }

    /** The order in which processes are ended. */
    public enum Layer {
        SERVICE,
        KAFKA,
        POSTGRES
    }

    /**
     * What to start.
     *
     * @param name also the name of its log and its note
     * @param environment added to this process's own
     */
    public record Command(String name, List<String> words, Map<String, String> environment, Layer layer) {}

    /** @param again whether its log already has what an earlier process of that name wrote, which is kept */
    static RunningProcess start(Command command, RunDirectory directory, boolean again) {
        Path log = directory.log(command.name());
        Path note = directory.note(command.name());
        ProcessBuilder builder = new ProcessBuilder(command.words()).redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(again
                        ? ProcessBuilder.Redirect.appendTo(log.toFile())
                        : ProcessBuilder.Redirect.to(log.toFile()))
                .directory(directory.path().toFile());
        builder.environment().putAll(command.environment());
        try {
            Process process = builder.start();
            ProcessNote.write(note, process.pid());
            return new RunningProcess(command, process, log, note);
        } catch (IOException e) {
            throw new UncheckedIOException(command.name() + " cannot be started", e);
        }
    }

    public String name() {
        return command.name();
    }

    Layer layer() {
        return command.layer();
    }

    boolean endedByItself() {
        return !toldToEnd && !process.isAlive();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** @throws StackFailure with its last words if it has ended */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new StackFailure("%s ended (exit code %d). The end of %s:%n%s".formatted(name(), process.exitValue(),
                    log, lastLines()));
        }
    }

    /** Asks it to end, waits, and ends it by force if it does not. */
    public void stop(Duration patience) {
        toldToEnd = true;
        if (process.isAlive()) {
            askToEnd();
            if (!waitFor(patience)) {
                process.destroyForcibly();
                waitFor(Duration.ofSeconds(5));
            }
        }
        forget();
    }

    /** Ends it at once, as a crash would, and with it every process that it has started. */
    public void kill() {
        toldToEnd = true;
        Crash.of(process.toHandle());
        waitFor(Duration.ofSeconds(10));
        forget();
    }

    /** Waits for its end; false if it still runs then. */
    public boolean waitFor(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The end of its log. */
    public String lastLines() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log)";
        }
    }

    private void askToEnd() {
        if (command.layer() != Layer.POSTGRES) {
            process.destroy();
            return;
        }
        try {
            // INT is Postgres's fast shutdown; on TERM it would wait for its clients to leave.
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forget() {
        try {
            Files.deleteIfExists(note);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
