// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * How old files are, by the time of whoever dates them: the platform's clock can be moved, and a volume in the network has
 * a clock of its own.
 */
public final class FileSystemTime {
    private final Instant now;

    private FileSystemTime(Instant now) {
        this.now = now;
    }

    /** Asks by way of a file that it makes in the directory and removes. */
    public static FileSystemTime of(Path directory) throws IOException {
        Path marker = Files.createTempFile(directory, "now-", "");
        try {
            return new FileSystemTime(Files.getLastModifiedTime(marker).toInstant());
        } finally {
            Files.deleteIfExists(marker);
        }
    }

    /** Whether it was last written longer ago than that. */
    public boolean isOlder(Path file, Duration age) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(age));
    }
}
