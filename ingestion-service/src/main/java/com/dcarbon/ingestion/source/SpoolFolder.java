// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A folder for one import's temporary files, gone with all of them once closed; only what the provider sent may be left to
 * an heir.
 */
public final class SpoolFolder implements AutoCloseable {
    private final Path path;
    private final Instant openedAt;
    private final AtomicInteger files = new AtomicInteger();
    private final List<ReceivedDocument> received = new CopyOnWriteArrayList<>();
    private volatile @Nullable Heir heir;
    private volatile @Nullable Closeable open;

    /** Takes what was received when the folder goes. */
    @FunctionalInterface
    public interface Heir {
        void take(List<ReceivedDocument> documents) throws IOException;
    }

    private SpoolFolder(Path path, Instant openedAt) {
        this.path = path;
        this.openedAt = openedAt;
    }

    /** Makes a new one below that directory, now. */
    public static SpoolFolder in(Path directory, Instant now) throws IOException {
        Files.createDirectories(directory);
        return new SpoolFolder(Files.createTempDirectory(directory, "import-"), now);
    }

    Instant openedAt() {
        return openedAt;
    }

    /** A name for a further file. */
    public Path newFile() {
        return path.resolve("part-" + files.incrementAndGet());
    }

    /** Closes this file, too, with the folder, instead of the one named before; closing it twice must do no harm. */
    void closing(Closeable file) {
        open = file;
    }

    /** Notes that the file is a document as the provider sent it. */
    public void received(String name, Path file) {
        received.add(new ReceivedDocument(name, file, false));
    }

    /** Notes that the file is a document as the provider sent it, compressed by zstd. */
    public void receivedPacked(String name, Path file) {
        received.add(new ReceivedDocument(name, file, true));
    }

    /** Nobody gets what was received, unless told otherwise again. */
    public void leaveTo(@Nullable Heir other) {
        heir = other;
    }

    @Override
    public void close() throws IOException {
        try (Closeable _ = open) {
            if (Files.exists(path)) {
                leave();
            }
        }
    }

    private void leave() throws IOException {
        Heir receiver = heir;
        heir = null;
        try {
            if (receiver != null && !received.isEmpty()) {
                receiver.take(List.copyOf(received));
            }
        } finally {
            remove();
        }
    }

    private void remove() throws IOException {
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
