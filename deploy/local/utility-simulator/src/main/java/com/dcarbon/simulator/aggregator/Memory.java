// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;

import tools.jackson.databind.json.JsonMapper;

/** Keeps the books in a file, so that what was authorized outlives the process; without a file it keeps nothing. */
final class Memory {
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultVisibility(visible -> visible.withVisibility(
                    PropertyAccessor.ALL, Visibility.NONE)
                    .withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                    .withVisibility(PropertyAccessor.CREATOR, Visibility.ANY))
            .build();

    private final Books books;
    private final @Nullable Path file;
    private String written = "";

    Memory(Books books, @Nullable Path file) {
        this.books = books;
        this.file = file;
    }

    /** What is in the file. */
    private record Contents(Map<String, Form> forms, Map<String, Authorization> authorizations,
            Map<String, Meter> meters, Map<String, Event> events) {}

    /** Takes what was kept into the books. */
    void recall() {
        if (file == null || !Files.exists(file)) {
            return;
        }
        try {
            Contents kept = JSON.readValue(Files.readString(file), Contents.class);
            books.forms.putAll(kept.forms());
            books.authorizations.putAll(kept.authorizations());
            books.meters.putAll(kept.meters());
            books.events.putAll(kept.events());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the books if they have changed. Either all of it is in the file afterwards or what was there before. */
    void keep() {
        if (file == null) {
            return;
        }
        String now = JSON.writeValueAsString(
                new Contents(books.forms, books.authorizations, books.meters, books.events));
        if (now.equals(written)) {
            return;
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".next"), now);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            written = now;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
