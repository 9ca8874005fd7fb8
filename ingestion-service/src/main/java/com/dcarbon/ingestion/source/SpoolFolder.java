// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A folder for one import's temporary files, gone with all of them once closed. */
public final class SpoolFolder implements AutoCloseable {
    private final Path path;
    private final AtomicInteger files = new AtomicInteger();

    private SpoolFolder(Path path) {
        this.path = path;
    }

    /** Makes a new one below that directory. */
    public static SpoolFolder in(Path directory) throws IOException {
        Files.createDirectories(directory);
        return new SpoolFolder(Files.createTempDirectory(directory, "import-"));
    }

    /** A name for a further file. */
    public Path newFile() {
        return path.resolve("part-" + files.incrementAndGet());
    }

    @Override
    public void close() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        List<Path> inside;
        try (Stream<Path> walk = Files.walk(path)) {
            inside = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException e) {
            return;
        }
        for (Path file : inside) {
            Files.deleteIfExists(file);
        }
    }
}
