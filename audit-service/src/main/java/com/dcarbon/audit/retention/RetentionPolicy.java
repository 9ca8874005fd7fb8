// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.retention;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.platform.work.BackgroundLoop;

import tools.jackson.databind.json.JsonMapper;

/** Gives the policy to the database with its owner's rights, and drops by it from time to time. */
@Configuration(proxyBeanMethods = false)
class RetentionPolicy {

    @Bean
    FlywayConfigurationCustomizer retentionInMigrations(RetentionSettings settings, JsonMapper json) {
        return flyway -> {
            Map<String, String> placeholders = new HashMap<>(flyway.getPlaceholders());
            placeholders.put("retention", json.writeValueAsString(settings.policy()));
            flyway.placeholders(placeholders);
        };
    }

    @Bean
    BackgroundLoop retentionLoop(DroppingEntries dropping, RetentionSettings settings) {
        return new BackgroundLoop("audit-retention", settings.interval(), dropping::drop);
    }
}
