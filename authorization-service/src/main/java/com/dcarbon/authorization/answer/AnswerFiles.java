// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.answer;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A file per answer, readable for this service alone; whole, or not there at all. */
final class AnswerFiles {
    private static final String SEALED = ".sealed";
    private static final String GROWING = ".growing";
    private static final String UNREADABLE = ".unreadable";
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path directory;

    /** @throws IOException if there is no such directory and none can be made, or nothing can be written there */
    AnswerFiles(Path directory) throws IOException {
        this.directory = directory.toAbsolutePath().normalize();
        boolean posix = Files.getFileStore(existing(this.directory)).supportsFileAttributeView("posix");
        if (posix) {
            Files.createDirectories(this.directory,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(this.directory);
        }
        Path trial = Files.createTempFile(this.directory, "try-", GROWING);
        removeHalfWritten(Files.getLastModifiedTime(trial).toInstant().minus(ABANDONED));
        Files.delete(trial);
    }

    /** What a process was writing when it was killed; another one may be writing now. */
    private void removeHalfWritten(Instant before) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.getFileName().toString().endsWith(GROWING)).toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static Path existing(Path path) {
        Path parent = path.getParent();
        return Files.exists(path) || parent == null ? path : existing(parent);
    }

    /** It is on the disk when this returns. */
    void write(Attempt attempt, String sealed) throws IOException {
        Path growing = Files.createTempFile(directory, attempt.name(), GROWING);
        try (FileChannel channel = FileChannel.open(growing, WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(sealed);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(growing, file(attempt), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel names = FileChannel.open(directory, READ)) {
            names.force(true);
        }
    }

    Optional<String> read(Attempt attempt) throws IOException {
        try {
            return Optional.of(Files.readString(file(attempt)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    void delete(Attempt attempt) throws IOException {
        Files.deleteIfExists(file(attempt));
    }

    /** Keeps it from being looked at again, but not from being looked at by a person. */
    void setAside(Attempt attempt) throws IOException {
        Files.move(file(attempt), directory.resolve(attempt.name() + UNREADABLE), StandardCopyOption.REPLACE_EXISTING);
    }

    List<Attempt> all() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SEALED))
                    .flatMap(name -> Attempt.named(name.substring(0, name.length() - SEALED.length())).stream())
                    .toList();
        }
    }

    private Path file(Attempt attempt) {
        return directory.resolve(attempt.name() + SEALED);
    }
}
