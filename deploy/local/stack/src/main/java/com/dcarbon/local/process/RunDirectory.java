// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where a stack keeps what it makes: {@code data}, {@code logs}, {@code pids}, {@code config}. */
public final class RunDirectory {
    private final Path path;

    private RunDirectory(Path path) {
        this.path = path;
    }

    /** The directory, made if it is not there. */
    public static RunDirectory at(Path path) {
        RunDirectory directory = new RunDirectory(path.toAbsolutePath().normalize());
        directory.folder("data");
        directory.folder("logs");
        directory.folder("pids");
        directory.folder("config");
        return directory;
    }

    public Path path() {
        return path;
    }

    /** What survives a restart. */
    public Path data(String name) {
        return path.resolve("data").resolve(name);
    }

    public Path log(String name) {
        return path.resolve("logs").resolve(name + ".log");
    }

    public Path config(String name) {
        return path.resolve("config").resolve(name);
    }

    /** The note of a running process. */
    public Path note(String name) {
        return path.resolve("pids").resolve(name);
    }

    /** The notes that are there, of processes that run or not. */
    List<Path> notes() {
        Path notes = path.resolve("pids");
        try (Stream<Path> files = Files.list(notes)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(notes + " cannot be read", e);
        }
    }

    /** Forgets all data. */
    public void wipeData() {
        FileTrees.delete(path.resolve("data"));
        folder("data");
    }

    private void folder(String name) {
        try {
            Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder " + path.resolve(name), e);
        }
    }
}
