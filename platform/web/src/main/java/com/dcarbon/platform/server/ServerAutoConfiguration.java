// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.server;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The web server of every process. */
@AutoConfiguration
@EnableConfigurationProperties(SlowClientSettings.class)
public class ServerAutoConfiguration {

    @Bean
    SlowClients slowClients(SlowClientSettings settings) {
        return new SlowClients(settings);
    }
}
