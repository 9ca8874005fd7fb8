// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.dcarbon.local.StackFailure;
import com.dcarbon.local.process.Processes;
import com.dcarbon.local.process.RunningProcess;

/**
 * A service's jar, unpacked beside an AOT cache (JEP 514): a JVM maps the cache only if it meets the very same files
 * that were there when the cache was made.
 */
final class Application {
    private final Service service;
    private final Path jar;
    private final Path folder;

    /** @param parent the folder of all unpacked applications */
    Application(Service service, Path jar, Path parent) {
        this.service = service;
        this.jar = jar;
        this.folder = parent.resolve(service.processName());
    }

    /** Whether what is there was made of the jar as it is now, and by this JDK. */
    boolean isFresh() {
        try {
            return Files.exists(cache()) && Files.readString(stamp()).equals(stampNow());
        } catch (IOException e) {
            return false;
        }
    }

    /** The command that runs it; from the cache if that is fresh. */
    List<String> command() {
        JavaCommand java = JavaCommand.withHeap(service.heapMegabytes());
        return isFresh() ? java.with("-XX:AOTCache=" + cache()).jar(unpackedJar()) : java.jar(jar);
    }

    /**
     * Unpacks the jar and lets it start once, up to the moment before it would open its ports, to learn what a start
     * needs.
     *
     * @throws StackFailure if the start fails
     */
    void prepare(Processes processes, Map<String, String> environment) {
        try {
            Files.deleteIfExists(stamp());
            unpack();
            Path draft = folder.resolve("draft.aot");
            train(draft, processes, environment);
            Files.move(draft, cache(), StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(stamp(), stampNow());
        } catch (IOException e) {
            throw new UncheckedIOException(service.processName() + " cannot be prepared", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted", e);
        }
    }

    private void unpack() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<String> words = new ArrayList<>(JavaCommand.withHeap(64).with("-Djarmode=tools").jar(jar));
        words.addAll(List.of("extract", "--force", "--destination", folder.resolve("app").toString()));
        Process process = new ProcessBuilder(words).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new StackFailure(jar + " cannot be unpacked");
        }
    }

    private void train(Path draft, Processes processes, Map<String, String> environment) {
        List<String> words = JavaCommand.withHeap(service.heapMegabytes())
                .with("-XX:AOTCacheOutput=" + draft, "-Dspring.context.exit=onRefresh")
                .jar(unpackedJar());
        RunningProcess training = processes.start(new RunningProcess.Command("training-" + service.processName(),
                words, environment, RunningProcess.Layer.SERVICE));
        boolean ended = training.waitFor(Duration.ofMinutes(3));
        training.kill();
        if (!ended || !Files.exists(draft)) {
            throw new StackFailure(training.lastLines());
        }
    }

    private Path unpackedJar() {
        return folder.resolve("app").resolve(jar.getFileName());
    }

    private Path cache() {
        return folder.resolve("start.aot");
    }

    private Path stamp() {
        return folder.resolve("made-of");
    }

    private String stampNow() throws IOException {
        return "%s %d %s %s".formatted(jar, Files.size(jar), Files.getLastModifiedTime(jar),
                System.getProperty("java.vm.version"));
    }
}
