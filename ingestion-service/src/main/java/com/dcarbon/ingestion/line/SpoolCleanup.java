// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.line;

import java.io.IOException;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.platform.work.BackgroundLoop;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Removes, at start and every hour, what imports that were interrupted have left in the spool directory. */
@Configuration(proxyBeanMethods = false)
class SpoolCleanup {
    private static final Duration SURELY_OVER = Duration.ofHours(6);
    private static final Duration EVERY = Duration.ofHours(1);

    @Bean
    BackgroundLoop spoolCleanupLoop(SpoolDirectory directory) {
        return new BackgroundLoop("spool-cleanup", EVERY,
                () -> Mono.fromCallable(() -> clean(directory)).subscribeOn(Schedulers.boundedElastic()));
    }

    /** Always false: there is no more to do until the next time. */
    private static boolean clean(SpoolDirectory directory) throws IOException {
        directory.clean(SURELY_OVER);
        return false;
    }
}
