// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import java.time.Duration;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.platform.work.BackgroundLoop;

/** Keeps documents beside the imports, and forgets them in time. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ArchiveSettings.class)
class ArchiveConfiguration {
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration CLEAN = Duration.ofHours(6);
    private static final Duration SWEEP = Duration.ofHours(1);

    @Bean
    BackgroundLoop rawArchiveLoop(KeepingDocuments keeping) {
        return new BackgroundLoop("raw-archive", LOOK, keeping::step);
    }

    @Bean
    BackgroundLoop rawRetentionLoop(ForgettingDocuments forgetting) {
        return new BackgroundLoop("raw-retention", SWEEP, forgetting::sweep);
    }

    @Bean
    BackgroundLoop rawLeftoversLoop(ForgettingDocuments forgetting) {
        return new BackgroundLoop("raw-leftovers", CLEAN, forgetting::clean);
    }
}
