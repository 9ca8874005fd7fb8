// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.clock;

import java.time.Clock;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * One clock for a process: UTC, in milliseconds, so that a time is the same in memory, in the database and on Kafka. All
 * that the process does by the time of day it does by this one, so that a test can see what it will do in three months.
 */
@AutoConfiguration
@EnableConfigurationProperties(ClockSettings.class)
public class ClockAutoConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(ClockAutoConfiguration.class);

    @Bean
    @ConditionalOnMissingBean
    Clock clock(ClockSettings settings) {
        Clock machine = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
        if (settings.ahead().isZero()) {
            return machine;
        }
        Clock moved = Clock.offset(machine, settings.ahead());
        LOG.atWarn()
                .addKeyValue("offset", settings.ahead())
                .addKeyValue("time", moved.instant())
                .log("this process's clock is moved: it is part of a test");
        return moved;
    }
}
