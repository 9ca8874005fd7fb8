// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.download;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** For the services that have files to fetch; those import it and say by {@link DownloadPaths} which calls make them. */
@Configuration(proxyBeanMethods = false)
public class DownloadsConfiguration {

    @Bean
    DownloadLinks downloadLinks(DatabaseClient database, Clock clock) {
        return new DownloadLinks(database, clock);
    }

    @Bean
    DownloadsController downloadsController(DownloadLinks links, DownloadPaths paths) {
        return new DownloadsController(links, paths);
    }

    @Bean
    FollowingLinks followingLinks(DownloadLinks links, DownloadPaths paths) {
        return new FollowingLinks(links, paths);
    }
}
