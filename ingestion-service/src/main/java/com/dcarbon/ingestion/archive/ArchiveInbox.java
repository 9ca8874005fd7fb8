// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

import com.dcarbon.ingestion.source.FileSystemTime;
import com.dcarbon.ingestion.source.Importing;
import com.dcarbon.ingestion.source.ReceivedDocument;
import com.dcarbon.ingestion.source.ReceivedDocuments;
import com.dcarbon.platform.ids.Ids;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Where received documents wait to be sealed: they are only moved here, so that no import waits for the archive. */
@Component
class ArchiveInbox implements ReceivedDocuments {
    private static final String LIST = "documents.json";
    private static final String GROWING = ".new";
    private static final String GONE = ".gone";
    private static final Pattern BATCH = Pattern.compile("[0-9a-f-]{36}");

    private final Path directory;
    private final JsonMapper json;

    ArchiveInbox(ArchiveSettings settings, JsonMapper json) {
        this.directory = settings.directory().resolve("inbox");
        this.json = json;
    }

    /** What one attempt of an import received. */
    record Batch(UUID id, Path folder, Contents contents) {}

    /** As it is noted beside the documents, which are named by their number. */
    record Contents(UUID jobId, UUID facilityId, List<String> names) {}

    @Override
    public void take(Importing importing, List<ReceivedDocument> documents) throws IOException {
        UUID id = Ids.next();
        Path growing = Files.createDirectories(directory.resolve(id + GROWING));
        List<String> names = new ArrayList<>();
        for (ReceivedDocument document : documents.stream().filter(one -> Files.exists(one.file())).toList()) {
            Files.move(document.file(), WaitingDocument.place(growing, names.size(), document.isPacked()));
            names.add(document.name());
        }
        var contents = new Contents(importing.jobId(), importing.facilityId(), names);
        Files.writeString(growing.resolve(LIST), json.writeValueAsString(contents));
        Files.move(growing, directory.resolve(id.toString()), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The wanted one that has waited longest. */
    Optional<UUID> next(Predicate<UUID> wanted) throws IOException {
        return waiting().stream().filter(wanted).findFirst();
    }

    /** All that wait, the one that has waited longest first. */
    List<UUID> waiting() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(folder -> folder.getFileName().toString())
                    .filter(name -> BATCH.matcher(name).matches())
                    .sorted()
                    .map(UUID::fromString)
                    .toList();
        }
    }

    boolean holds(UUID batch) {
        return Files.exists(directory.resolve(batch.toString()));
    }

    /** Whether it waits and is of that facility; what cannot be read is nobody's. */
    boolean isOf(UUID batch, UUID facility) {
        try {
            return open(batch).contents().facilityId().equals(facility);
        } catch (IOException | JacksonException e) {
            return false;
        }
    }

    Batch open(UUID batch) throws IOException {
        Path folder = directory.resolve(batch.toString());
        return new Batch(batch, folder, json.readValue(Files.readString(folder.resolve(LIST)), Contents.class));
    }

    /** At once, or not at all: half a batch would never be one again. */
    void remove(UUID batch) throws IOException {
        Path gone = directory.resolve(batch + GONE);
        Files.move(directory.resolve(batch.toString()), gone, StandardCopyOption.ATOMIC_MOVE);
        FileSystemUtils.deleteRecursively(gone);
    }

    /** Removes what processes that were killed have left: what was not a batch yet, and what was one no more. */
    void clean(Duration age) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Path> left;
        try (Stream<Path> all = Files.list(directory)) {
            left = all.filter(path -> !BATCH.matcher(path.getFileName().toString()).matches()).toList();
        }
        FileSystemTime time = FileSystemTime.of(directory);
        for (Path path : left) {
            if (Files.exists(path) && time.isOlder(path, age)) {
                FileSystemUtils.deleteRecursively(path);
            }
        }
    }
}
