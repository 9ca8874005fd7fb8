// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.dcarbon.local.Ports;
import com.dcarbon.local.process.RunDirectory;

class LocalProvidersTest {
    @TempDir
    Path temporary;

    @Test
    void areTheFilesThemselvesAtTheUsualAddress() {
        RunDirectory directory = RunDirectory.at(temporary.resolve("run"));
        assertThat(LocalProviders.forPorts(temporary, Ports.from(Map.of()), directory)).isEqualTo(temporary);
    }

    @Test
    void nameTheSimulatorsOtherAddress() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("providers"));
        Files.writeString(folder.resolve("pge.yaml"), "resource_base: http://localhost:9100/pge/resource");
        Files.writeString(folder.resolve("real.yaml"), "resource_base: https://utility.example/resource");
        Files.writeString(folder.resolve("notes.txt"), "no profile");
        Path used = LocalProviders.forPorts(folder, Ports.from(Map.of("DCARBON_PORT_SIMULATOR", "19100")),
                RunDirectory.at(temporary.resolve("run")));
        assertThat(used.resolve("pge.yaml")).hasContent("resource_base: http://localhost:19100/pge/resource");
        assertThat(used.resolve("real.yaml")).hasContent("resource_base: https://utility.example/resource");
        assertThat(used.resolve("notes.txt")).doesNotExist();
    }
}
