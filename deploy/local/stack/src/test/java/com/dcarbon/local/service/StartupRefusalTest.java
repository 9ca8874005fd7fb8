// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;

import com.dcarbon.local.Ports;
import com.dcarbon.local.process.RunDirectory;
import com.dcarbon.platform.surroundings.StartupRules;

/** Each service's own settings, with what the local stack tells it, before the rules that every process keeps. */
class StartupRefusalTest {
    private static final Path ROOT = Path.of("../../..").toAbsolutePath().normalize();
    private static final Set<String> LOCAL_ONLY = Set.of("DCARBON_PROVIDERS_ALLOWPLAINHTTP",
            "DCARBON_CLOCK_ALLOWOFFSET");

    @TempDir
    Path temporary;

    @ParameterizedTest
    @EnumSource(value = Service.class, mode = Mode.EXCLUDE, names = "NEIGHBOURS")
    void startsEachServiceInTheLocalStack(Service service) throws IOException {
        assertThat(breaches(service, local(service))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Service.class, mode = Mode.EXCLUDE, names = "NEIGHBOURS")
    void startsEachServiceElsewhereWithTlsAndSecrets(Service service) throws IOException {
        assertThat(breaches(service, production(service))).isEmpty();
    }

    /** Each value of the local stack that may not be anywhere else, put back alone. */
    @ParameterizedTest
    @EnumSource(value = Service.class, mode = Mode.EXCLUDE, names = "NEIGHBOURS")
    void startsNoServiceWithTheSettingsOfTheLocalStackElsewhere(Service service) throws IOException {
        Map<String, String> local = local(service);
        Map<String, String> unsafe = local.entrySet().stream()
                .filter(setting -> isUnsafe(setting.getKey(), setting.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(unsafe).containsKeys("DCARBON_SECURITY_ISSUERURI", "DCARBON_SECURITY_JWKSETURI");

        for (Map.Entry<String, String> setting : unsafe.entrySet()) {
            Map<String, String> environment = production(service);
            environment.put(setting.getKey(), setting.getValue());
            assertThat(breaches(service, environment)).as(setting.getKey()).isNotEmpty().allSatisfy(
                    breach -> assertThat(letters(breach)).contains(letters(setting.getKey())));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Service.class, mode = Mode.EXCLUDE, names = {"NEIGHBOURS", "GATEWAY"})
    void startsNoServiceWithoutThePasswordOfItsDatabase(Service service) throws IOException {
        Map<String, String> environment = production(service);
        environment.remove("DCARBON_DATABASE_PASSWORD");

        assertThat(breaches(service, environment)).containsExactly("dcarbon.database.password is missing");
    }

    private Map<String, String> local(Service service) {
        return new ServiceEnvironment(Ports.from(Map.of()), Path.of("providers"), RunDirectory.at(temporary))
                .of(service);
    }

    private Map<String, String> production(Service service) {
        Map<String, String> environment = new LinkedHashMap<>(local(service));
        environment.remove("DCARBON_SURROUNDINGS_LOCAL");
        environment.replaceAll((name, value) -> LOCAL_ONLY.contains(name)
                ? "false"
                : value.replace("http://", "https://").replaceFirst("^local-", "4f1d9c07b2"));
        environment.put("SPRING_MAIL_SSL_ENABLED", "true");
        return environment;
    }

    private static boolean isUnsafe(String name, String value) {
        return value.startsWith("http://") || value.startsWith("local-") || LOCAL_ONLY.contains(name);
    }

    /** A setting's name, however it is written. */
    private static String letters(String name) {
        return name.replaceAll("[^A-Za-z]", "").toLowerCase(java.util.Locale.ROOT);
    }

    private static List<String> breaches(Service service, Map<String, String> variables) throws IOException {
        var environment = new StandardEnvironment();
        environment.getPropertySources().replace("systemEnvironment",
                new SystemEnvironmentPropertySource("systemEnvironment", Map.copyOf(variables)));
        Path own = ROOT.resolve(service.module()).resolve("src/main/resources/application.yaml");
        new YamlPropertySourceLoader().load("class path resource [application.yaml]", new FileSystemResource(own))
                .forEach(environment.getPropertySources()::addLast);
        ConfigurationPropertySources.attach(environment);
        return StartupRules.breaches(environment);
    }
}
