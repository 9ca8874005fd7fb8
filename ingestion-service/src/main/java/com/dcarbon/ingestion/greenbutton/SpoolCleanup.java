// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Removes at start what a process that was killed has left in the spool directory. */
@Component
class SpoolCleanup implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolCleanup.class);
    private static final Duration SURELY_OVER = Duration.ofHours(6);

    private final GreenButtonSettings settings;
    private final Clock clock;

    SpoolCleanup(GreenButtonSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        if (!Files.isDirectory(settings.spoolDirectory())) {
            return;
        }
        Instant limit = clock.instant().minus(SURELY_OVER);
        List<Path> folders;
        try (Stream<Path> all = Files.list(settings.spoolDirectory())) {
            folders = all.filter(Files::isDirectory).toList();
        }
        for (Path folder : folders) {
            if (Files.getLastModifiedTime(folder).toInstant().isBefore(limit)) {
                FileSystemUtils.deleteRecursively(folder);
                LOG.atInfo().log("removed temporary files of an import that was interrupted");
            }
        }
    }
}
