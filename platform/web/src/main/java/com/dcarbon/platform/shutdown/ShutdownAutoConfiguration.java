// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.shutdown;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** One signal for a process. */
@AutoConfiguration
public class ShutdownAutoConfiguration {

    @Bean
    ShutdownSignal shutdownSignal() {
        return new ShutdownSignal();
    }
}
