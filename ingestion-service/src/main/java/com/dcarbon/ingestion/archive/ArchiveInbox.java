// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

import com.dcarbon.ingestion.source.Importing;
import com.dcarbon.ingestion.source.ReceivedDocument;
import com.dcarbon.ingestion.source.ReceivedDocuments;
import com.dcarbon.platform.ids.Ids;

import tools.jackson.databind.json.JsonMapper;

/** Where received documents wait to be sealed: they are only moved here, so that no import waits for the archive. */
@Component
class ArchiveInbox implements ReceivedDocuments {
    private static final String LIST = "documents.json";
    private static final String GROWING = ".new";

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
            Files.move(document.file(), growing.resolve(Integer.toString(names.size())));
            names.add(document.name());
        }
        var contents = new Contents(importing.jobId(), importing.facilityId(), names);
        Files.writeString(growing.resolve(LIST), json.writeValueAsString(contents));
        Files.move(growing, directory.resolve(id.toString()), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The one that has waited longest. */
    Optional<Batch> next() throws IOException {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        Optional<Path> first;
        try (Stream<Path> folders = Files.list(directory)) {
            first = folders.filter(folder -> !folder.getFileName().toString().endsWith(GROWING)).sorted().findFirst();
        }
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Path folder = first.get();
        return Optional.of(new Batch(UUID.fromString(folder.getFileName().toString()), folder,
                json.readValue(Files.readString(folder.resolve(LIST)), Contents.class)));
    }

    void remove(Batch batch) throws IOException {
        FileSystemUtils.deleteRecursively(batch.folder());
    }
}
