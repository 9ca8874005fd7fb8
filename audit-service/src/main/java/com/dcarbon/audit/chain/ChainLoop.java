// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.platform.work.BackgroundLoop;

/** Looks every minute whether a day is over. */
@Configuration(proxyBeanMethods = false)
class ChainLoop {
    private static final Duration IDLE = Duration.ofMinutes(1);

    @Bean
    BackgroundLoop closingDaysLoop(ClosingDays closing) {
        return new BackgroundLoop("audit-days", IDLE, closing::close);
    }
}
