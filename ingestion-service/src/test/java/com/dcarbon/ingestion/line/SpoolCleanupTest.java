// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders are as old as the file system says, wherever the platform's clock has been moved to. */
class SpoolCleanupTest {
    private static final Duration AGE = Duration.ofHours(6);

    @Test
    void removesOldFoldersOnly(@TempDir Path directory) throws IOException {
        Path used = Files.createDirectory(directory.resolve("import-1"));
        Path left = Files.createDirectory(directory.resolve("import-2"));
        FileTime now = Files.getLastModifiedTime(used);
        Files.setLastModifiedTime(left, FileTime.from(now.toInstant().minus(AGE).minusSeconds(1)));

        SpoolCleanup.clean(directory, AGE);

        assertThat(directory).isDirectoryContaining(used::equals).isDirectoryNotContaining(left::equals);
        try (var all = Files.list(directory)) {
            assertThat(all).containsExactly(used);
        }
    }
}
