// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.export;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import com.dcarbon.platform.download.DownloadPaths;
import com.dcarbon.platform.download.DownloadsConfiguration;

/** Exports can be fetched by links. */
@Configuration(proxyBeanMethods = false)
@Import(DownloadsConfiguration.class)
class ExportLinks {

    @Bean
    DownloadPaths downloadPaths() {
        return DownloadPaths.of("/audit-logs/export");
    }
}
