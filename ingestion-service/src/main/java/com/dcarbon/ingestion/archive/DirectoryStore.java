// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import com.dcarbon.ingestion.source.FileSystemTime;

/** Documents as files of a directory, which may be a mounted volume. */
@Component
class DirectoryStore implements PayloadStore {
    private static final Pattern PAYLOAD = Pattern.compile("[0-9a-f-]{36}");

    private final Path directory;

    DirectoryStore(ArchiveSettings settings) {
        directory = settings.directory().resolve("payloads");
    }

    /** The last digits of an id are spread evenly. */
    private Path file(UUID payload) {
        String name = payload.toString();
        return directory.resolve(name.substring(name.length() - 2)).resolve(name);
    }

    @Override
    public OutputStream write(UUID payload) throws IOException {
        Path file = file(payload);
        Files.createDirectories(file.getParent());
        Path growing = file.resolveSibling(file.getFileName() + ".new");
        return new FilterOutputStream(new BufferedOutputStream(Files.newOutputStream(growing))) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                super.close();
                Files.move(growing, file, StandardCopyOption.ATOMIC_MOVE);
            }
        };
    }

    @Override
    public InputStream read(UUID payload) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file(payload)));
    }

    @Override
    public long size(UUID payload) throws IOException {
        return Files.size(file(payload));
    }

    @Override
    public List<UUID> older(int shelf, Duration age) throws IOException {
        Path folder = directory.resolve(HexFormat.of().toHexDigits((byte) shelf));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.toList();
        }
        FileSystemTime time = FileSystemTime.of(folder);
        List<UUID> older = new ArrayList<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (!Files.exists(file) || !time.isOlder(file, age)) {
                continue;
            }
            if (PAYLOAD.matcher(name).matches()) {
                older.add(UUID.fromString(name));
            } else {
                Files.deleteIfExists(file);
            }
        }
        return older;
    }

    @Override
    public void delete(UUID payload) throws IOException {
        Files.deleteIfExists(file(payload));
    }
}
