// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of settings names every setting there is, and none that is gone. */
class ConfigurationPageTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final List<String> MODULES = List.of("platform/web", "platform/service", "gateway",
            "facility-service", "authorization-service", "ingestion-service", "audit-service", "notification-service");

    @Test
    void namesEverySetting() throws IOException {
        List<String> named = Files.readAllLines(ROOT.resolve("docs/configuration.md")).stream()
                .filter(line -> line.startsWith("| `dcarbon."))
                .map(line -> line.split("`", 3)[1])
                .toList();

        assertThat(named).containsExactlyInAnyOrderElementsOf(
                MODULES.stream().flatMap(ConfigurationPageTest::settings).distinct().toList());
    }

    private static Stream<String> settings(String module) {
        Path metadata = ROOT.resolve(module).resolve("target/classes/META-INF/spring-configuration-metadata.json");
        if (!Files.exists(metadata)) {
            return Stream.empty();
        }
        try {
            JsonNode properties = JsonMapper.shared().readTree(Files.readString(metadata)).path("properties");
            return properties.valueStream().map(property -> property.path("name").asString())
                    .filter(name -> name.startsWith("dcarbon."));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
