// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.platform.work.BackgroundLoop;

/** Removes rows that have served their time. */
@Configuration(proxyBeanMethods = false)
class IntervalHousekeeping {

    @Bean
    BackgroundLoop intervalAccessCleanup(IntervalAccesses accesses) {
        return new BackgroundLoop("interval-access-cleanup", Duration.ofHours(1),
                () -> accesses.forgetOld().thenReturn(false));
    }
}
