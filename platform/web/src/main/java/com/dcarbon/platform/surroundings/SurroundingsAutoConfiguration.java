// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.surroundings;

import java.util.List;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Looks at all settings before anything else is made, so that nothing has been connected with yet. */
@AutoConfiguration
@EnableConfigurationProperties(SurroundingsSettings.class)
public class SurroundingsAutoConfiguration {

    @Bean
    static BeanFactoryPostProcessor startupRules(Environment environment) {
        return _ -> {
            List<String> breaches = StartupRules.breaches(environment);
            if (!breaches.isEmpty()) {
                throw new UnsafeSettingsException(breaches);
            }
        };
    }
}
