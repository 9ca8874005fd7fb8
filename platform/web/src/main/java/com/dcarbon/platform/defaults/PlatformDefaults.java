// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.defaults;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Adds {@code dcarbon-defaults/*.yaml} of the class path behind every other source of settings, so that a service's own
 * file, the environment and the command line win.
 */
public final class PlatformDefaults implements EnvironmentPostProcessor {
    private static final String LOCATION = "classpath*:dcarbon-defaults/*.yaml";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(LOCATION)) {
                new YamlPropertySourceLoader().load("platform defaults " + file.getFilename(), file)
                        .forEach(environment.getPropertySources()::addLast);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + new ClassPathResource(LOCATION), e);
        }
    }
}
