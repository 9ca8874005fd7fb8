// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers;

import java.time.Clock;

import jakarta.validation.Validator;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;

import com.dcarbon.platform.providers.pace.SharedPace;

import io.micrometer.core.instrument.MeterRegistry;

/** Provider profiles, for the services that name their folder. */
@AutoConfiguration(afterName = {"org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration",
        "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration"})
@ConditionalOnProperty("dcarbon.providers.directory")
@EnableConfigurationProperties(ProviderSettings.class)
public class ProvidersAutoConfiguration {

    @Bean
    ProviderProfiles providerProfiles(ProviderSettings settings, Validator validator) {
        var directory = java.util.Objects.requireNonNull(settings.directory());
        return new ProviderProfiles(new ProfileReader(validator, settings).readAll(directory),
                settings.allowPlainHttp());
    }

    @Bean
    ProviderCalls providerCalls(MeterRegistry metrics) {
        return new ProviderCalls(metrics);
    }

    @Bean
    @ConditionalOnBean(DatabaseClient.class)
    SharedPace sharedPace(DatabaseClient database, Clock clock) {
        return new SharedPace(database, clock);
    }

    /** Made for those who call utilities and nobody else: only they have the keys. */
    @Bean
    @Lazy
    ProviderConnections providerConnections(ProviderProfiles profiles, Secrets secrets, MeterRegistry metrics,
            ProviderSettings settings) {
        return new ProviderConnections(profiles, secrets, metrics, settings.mayBeInside());
    }

    @Bean
    Secrets secrets(Environment environment) {
        return new Secrets(environment::getProperty,
                environment.getProperty("dcarbon.surroundings.local", Boolean.class, false));
    }
}
