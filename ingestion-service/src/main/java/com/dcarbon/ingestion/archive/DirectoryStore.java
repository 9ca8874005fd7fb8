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
import java.util.UUID;

import org.springframework.stereotype.Component;

/** Documents as files of a directory, which may be a mounted volume. */
@Component
class DirectoryStore implements PayloadStore {
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
    public void delete(UUID payload) throws IOException {
        Files.deleteIfExists(file(payload));
    }
}
