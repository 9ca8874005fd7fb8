// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.upload;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.platform.work.BackgroundLoop;

/** Forgets what has been imported. */
@Configuration(proxyBeanMethods = false)
class UploadHousekeeping {

    @Bean
    BackgroundLoop uploadCleanup(Uploads uploads) {
        return new BackgroundLoop("upload-cleanup", Duration.ofMinutes(10),
                () -> uploads.forgetFinished().thenReturn(false));
    }
}
