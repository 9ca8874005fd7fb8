// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.dcarbon.ingestion.source.SpoolFolder;

class SpoolDirectoryTest {
    private static final Duration AGE = Duration.ofHours(6);

    @TempDir
    Path directory;

    /** Folders are as old as the file system says, wherever the platform's clock has been moved to. */
    @Test
    void removesOldFoldersOnlyWhereNoLockTellsWhoseTheyAre() throws IOException {
        Path used = Files.createDirectory(directory.resolve("import-1"));
        Path left = Files.createDirectory(directory.resolve("import-2"));
        FileTime now = Files.getLastModifiedTime(used);
        Files.setLastModifiedTime(left, FileTime.from(now.toInstant().minus(AGE).minusSeconds(1)));

        spool().clean(AGE);

        assertThat(inside()).containsExactly(used);
    }

    @Test
    void removesAtOnceWhatAKilledProcessHasLeftAndNothingOfAnother() throws Exception {
        Path left = Files.createDirectories(directory.resolve("process-1/import-1"));
        Files.createFile(left.resolveSibling("owner.lock"));
        Files.writeString(left.resolve("part-1"), "a customer's readings");
        Path owned = Files.createDirectories(directory.resolve("process-2"));
        Process other = locking(owned.resolve("owner.lock"));
        var living = spool();
        SpoolFolder used = living.newFolder();
        Files.writeString(used.newFile(), "another's");

        spool().clean(AGE);
        living.clean(AGE);

        assertThat(left.getParent()).doesNotExist();
        assertThat(owned).exists();
        assertThat(used.newFile().getParent()).isNotEmptyDirectory();
        other.destroyForcibly().waitFor();
        living.clean(AGE);
        assertThat(owned).doesNotExist();
        used.close();
        living.destroy();
        assertThat(inside()).isEmpty();
    }

    /** The last import of a process that ends need not be over. */
    @Test
    void leavesAFolderInUseToTheNextProcess() throws IOException {
        var ending = spool();
        SpoolFolder used = ending.newFolder();

        ending.destroy();
        assertThat(used.newFile().getParent()).exists();

        spool().clean(AGE);
        assertThat(inside()).isEmpty();
    }

    private SpoolDirectory spool() {
        return new SpoolDirectory(new LineSettings(directory, Duration.ofSeconds(1), AGE, AGE), Clock.systemUTC());
    }

    private List<Path> inside() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.toList();
        }
    }

    /** Another process that has locked the file; returns once it has. */
    private static Process locking(Path file) throws IOException {
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), Locking.class.getName(), file.toString()).start();
        assertThat(process.inputReader().readLine()).isEqualTo("locked");
        return process;
    }

    static final class Locking {
        private Locking() {}

        public static void main(String[] arguments) throws Exception {
            try (var channel = FileChannel.open(Path.of(arguments[0]),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                System.out.println("locked");
                Thread.sleep(Duration.ofMinutes(5));
            }
        }
    }
}
