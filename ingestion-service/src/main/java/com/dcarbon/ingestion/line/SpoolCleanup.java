// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.FileSystemUtils;

import com.dcarbon.ingestion.source.FileSystemTime;
import com.dcarbon.platform.work.BackgroundLoop;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Removes, at start and every hour, what imports that were interrupted have left in the spool directory. */
@Configuration(proxyBeanMethods = false)
class SpoolCleanup {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolCleanup.class);
    private static final Duration SURELY_OVER = Duration.ofHours(6);
    private static final Duration EVERY = Duration.ofHours(1);

    @Bean
    BackgroundLoop spoolCleanupLoop(LineSettings settings) {
        return new BackgroundLoop("spool-cleanup", EVERY,
                () -> Mono.fromCallable(() -> clean(settings.spoolDirectory(), SURELY_OVER))
                        .subscribeOn(Schedulers.boundedElastic()));
    }

    /** Always false: there is no more to do until the next time. */
    static boolean clean(Path directory, Duration age) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        List<Path> folders;
        try (Stream<Path> all = Files.list(directory)) {
            folders = all.filter(Files::isDirectory).toList();
        }
        FileSystemTime time = FileSystemTime.of(directory);
        for (Path folder : folders) {
            if (time.isOlder(folder, age)) {
                FileSystemUtils.deleteRecursively(folder);
                LOG.atInfo().log("removed temporary files of an import that was interrupted");
            }
        }
        return false;
    }
}
