// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.retention;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.platform.work.BackgroundLoop;

/** Looks after the tables now and then; any number of replicas may. */
@Configuration(proxyBeanMethods = false)
class RetentionLoops {

    @Bean
    BackgroundLoop partitionsLoop(KeepingPartitions keeping, RetentionSettings settings) {
        return new BackgroundLoop("partitions", settings.every(), keeping::keep);
    }

    @Bean
    BackgroundLoop endedWorkLoop(EndedWork work, RetentionSettings settings) {
        return new BackgroundLoop("ended-work", settings.every(), work::forget);
    }
}
