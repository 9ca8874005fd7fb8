// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.retry;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.platform.work.BackgroundLoop;

/** Ends attempts that were asked for and that nobody began. */
@Configuration(proxyBeanMethods = false)
class RetryLoops {
    private static final Duration LOOK = Duration.ofSeconds(2);

    @Bean
    BackgroundLoop retriesLoop(EndingRetries ending) {
        return new BackgroundLoop("retries", LOOK, ending::endNext);
    }
}
