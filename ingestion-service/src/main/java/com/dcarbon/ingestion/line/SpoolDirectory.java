// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.line;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

import com.dcarbon.ingestion.source.FileSystemTime;
import com.dcarbon.ingestion.source.SpoolFolder;

/**
 * The spool directory, in which each process has a folder of its own as long as it lives: what a process that was killed
 * has left is known by its lock, which the operating system has given back.
 */
@Component
public class SpoolDirectory implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolDirectory.class);
    private static final String OWNED = "process-";
    private static final String LOCK = "owner.lock";
    /** Of this virtual machine: closing any channel of a locked file would give its lock back. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final Clock clock;
    private @Nullable Path own;
    private @Nullable FileChannel lock;

    SpoolDirectory(LineSettings settings, Clock clock) {
        this.clock = clock;
        directory = settings.spoolDirectory().toAbsolutePath().normalize();
    }

    /** For the files of one import. */
    public SpoolFolder newFolder() throws IOException {
        return SpoolFolder.in(own(), clock.instant());
    }

    /** Removes what dead processes have left; what cannot be told by a lock is removed once it is that old. */
    void clean(Duration age) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Path> folders;
        try (Stream<Path> all = Files.list(directory)) {
            folders = all.filter(Files::isDirectory).filter(folder -> !OURS.contains(folder)).toList();
        }
        FileSystemTime time = FileSystemTime.of(directory);
        for (Path folder : folders) {
            if (isOver(folder, time, age) && FileSystemUtils.deleteRecursively(folder)) {
                LOG.atInfo().log("removed temporary files of a process that was interrupted");
            }
        }
    }

    /** A folder that has no name yet is about to be locked; one that has vanished is nobody's business any more. */
    private static boolean isOver(Path folder, FileSystemTime time, Duration age) throws IOException {
        try {
            Path owner = folder.resolve(LOCK);
            boolean named = folder.getFileName().toString().startsWith(OWNED);
            return named && Files.exists(owner) ? isFree(owner) : time.isOlder(folder, age);
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private static boolean isFree(Path owner) {
        try (FileChannel channel = FileChannel.open(owner, WRITE); FileLock taken = channel.tryLock()) {
            return taken != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    private synchronized Path own() throws IOException {
        Path mine = own;
        if (mine == null || !Files.isDirectory(mine)) {
            mine = take();
            own = mine;
        }
        return mine;
    }

    // It gets its name once it is locked, so that nobody finds it without an owner.
    private Path take() throws IOException {
        Files.createDirectories(directory);
        Path growing = Files.createTempDirectory(directory, "new-");
        Path mine = growing.resolveSibling(OWNED + growing.getFileName().toString().substring("new-".length()));
        OURS.add(mine);
        lock(growing);
        return Files.move(growing, mine);
    }

    // Where there are no locks, what a dead process has left is removed by its age.
    private void lock(Path folder) throws IOException {
        Path owner = folder.resolve(LOCK);
        FileChannel channel = FileChannel.open(owner, CREATE, WRITE);
        try {
            channel.lock();
            lock = channel;
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("the spool directory knows no locks");
            channel.close();
            Files.deleteIfExists(owner);
        }
    }

    /** A folder in which an import still works is left to the next process. */
    @Override
    public synchronized void destroy() throws IOException {
        Path mine = own;
        FileChannel held = lock;
        own = null;
        lock = null;
        if (mine == null) {
            return;
        }
        if (Files.isDirectory(mine) && isEmpty(mine)) {
            FileSystemUtils.deleteRecursively(mine);
        }
        if (held != null) {
            held.close();
        }
        OURS.remove(mine);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.noneMatch(Files::isDirectory);
        }
    }
}
