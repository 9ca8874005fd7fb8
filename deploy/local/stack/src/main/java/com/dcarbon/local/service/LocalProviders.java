// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.dcarbon.local.Port;
import com.dcarbon.local.Ports;
import com.dcarbon.local.process.RunDirectory;

/** The provider profiles as the services shall see them: they name the simulator's usual address. */
public final class LocalProviders {
    private static final String USUAL = "http://localhost:" + Port.SIMULATOR.usual();

    private LocalProviders() {}

    /** The folder itself, or a copy of its profiles with the simulator's other address. */
    public static Path forPorts(Path folder, Ports ports, RunDirectory directory) {
        if (ports.of(Port.SIMULATOR) == Port.SIMULATOR.usual()) {
            return folder;
        }
        Path copies = directory.config("providers");
        try (Stream<Path> files = Files.list(folder)) {
            Files.createDirectories(copies);
            List<Path> profiles = files.filter(file -> file.toString().endsWith(".yaml")).toList();
            for (Path profile : profiles) {
                String text = Files.readString(profile).replace(USUAL, ports.http(Port.SIMULATOR).toString());
                Files.writeString(copies.resolve(profile.getFileName()), text);
            }
            return copies;
        } catch (IOException e) {
            throw new UncheckedIOException("provider profiles of " + folder + " cannot be used", e);
        }
    }
}
