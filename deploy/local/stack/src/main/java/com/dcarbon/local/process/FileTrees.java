// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Folders with what is in them. */
public final class FileTrees {
    private FileTrees() {}

    /** Puts a finished draft in its place; if another stack was quicker, its work stays and the draft goes. */
    public static void moveUnlessThere(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            delete(draft);
        }
    }

    /** Deletes everything below it, if it is there. */
    public static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                entries.toList().forEach(FileTrees::delete);
            }
        }
    }

    /** Deletes it and everything below, following no link. */
    public static void delete(Path root) {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(root + " cannot be removed", e);
        }
    }
}
