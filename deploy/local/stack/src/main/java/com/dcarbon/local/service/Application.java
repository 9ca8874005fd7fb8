// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.dcarbon.local.StackFailure;
import com.dcarbon.local.process.FileTrees;
import com.dcarbon.local.process.Processes;
import com.dcarbon.local.process.RunningProcess;

/**
 * A service's jar, unpacked into a folder of its own, for a JVM starts twice as fast from it; and beside it an AOT cache
 * (JEP 514), which halves the time again. The folder is named after the jar as it is now and the JDK, because a cache
 * is good for the very same files only.
 */
final class Application {
    private final Service service;
    private final Path jar;
    private final Path all;
    private final Path folder;

    /** @param parent the folder of all unpacked applications */
    Application(Service service, Path jar, Path parent) {
        this.service = service;
        this.jar = jar;
        this.all = parent.resolve(service.processName());
        this.folder = all.resolve(fingerprint(jar));
    }

    boolean isPrepared() {
        return Files.exists(cache());
    }

    /** The command that runs it, by the fastest way there is. */
    List<String> command() {
        unpack();
        JavaCommand java = JavaCommand.withHeap(service.heapMegabytes());
        return (isPrepared() ? java.with("-XX:AOTCache=" + cache()) : java).jar(unpackedJar());
    }

    /**
     * Makes the AOT cache: lets it start once, up to the moment before it would open its ports, to learn what a start
     * needs.
     *
     * @param prefix words before the command, for example to run it at a low priority
     * @throws StackFailure if the start fails
     */
    void prepare(Processes processes, Map<String, String> environment, List<String> prefix) {
        unpack();
        Path draft = folder.resolve("draft-" + UUID.randomUUID() + ".aot");
        List<String> words = new ArrayList<>(prefix);
        words.addAll(JavaCommand.withHeap(service.heapMegabytes())
                .with("-XX:AOTCacheOutput=" + draft, "-Dspring.context.exit=onRefresh")
                .jar(unpackedJar()));
        RunningProcess training = processes.start(new RunningProcess.Command("training-" + service.processName(),
                words, environment, RunningProcess.Layer.SERVICE));
        boolean ended = training.waitFor(Duration.ofMinutes(3));
        training.kill();
        if (!ended || !Files.exists(draft)) {
            throw new StackFailure(training.lastLines());
        }
        move(draft, cache());
    }

    /** Deletes what was made of earlier jars, and drafts that were never finished. */
    void forgetEarlier() {
        for (Path earlier : entries(all)) {
            if (!earlier.equals(folder)) {
                FileTrees.delete(earlier);
            }
        }
        for (Path entry : entries(folder)) {
            if (entry.getFileName().toString().startsWith("draft-")) {
                FileTrees.delete(entry);
            }
        }
    }

    private static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private void unpack() {
        if (Files.exists(unpackedJar())) {
            return;
        }
        Path draft = folder.resolve("draft-" + UUID.randomUUID());
        try {
            Files.createDirectories(folder);
            List<String> words = new ArrayList<>(JavaCommand.withHeap(64).with("-Djarmode=tools").jar(jar));
            words.addAll(List.of("extract", "--destination", draft.toString()));
            Process tool = new ProcessBuilder(words).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!tool.waitFor(180, TimeUnit.SECONDS) || tool.exitValue() != 0) {
                tool.destroyForcibly();
                throw new StackFailure(jar + " cannot be unpacked");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(jar + " cannot be unpacked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted", e);
        }
        move(draft, folder.resolve("app"));
    }

    private Path unpackedJar() {
        return folder.resolve("app").resolve(jar.getFileName());
    }

    private Path cache() {
        return folder.resolve("start.aot");
    }

    private static void move(Path draft, Path target) {
        try {
            FileTrees.moveUnlessThere(draft, target);
        } catch (IOException e) {
            throw new UncheckedIOException(target + " cannot be put in place", e);
        }
    }

    private static String fingerprint(Path jar) {
        try {
            String origin = "%s %d %s %s".formatted(jar, Files.size(jar), Files.getLastModifiedTime(jar),
                    System.getProperty("java.vm.version"));
            return UUID.nameUUIDFromBytes(origin.getBytes(StandardCharsets.UTF_8)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(jar + " cannot be read", e);
        }
    }
}
