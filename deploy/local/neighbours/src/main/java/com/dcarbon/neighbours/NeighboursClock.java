// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours;

import java.time.Clock;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The time for all neighbours: the platform's, which a test may have moved. */
@Configuration(proxyBeanMethods = false)
public class NeighboursClock {

    /** The machine's own, for what nobody but the framework compares with the time. */
    public static Clock machines() {
        return Clock.systemUTC();
    }

    @Bean
    Clock clock(@Value("${neighbours.clock-offset}") @Nullable Duration offset) {
        return offset == null ? machines() : Clock.offset(machines(), offset);
    }
}
