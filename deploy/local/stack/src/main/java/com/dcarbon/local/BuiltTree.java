// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.dcarbon.local.service.Service;

/** The source tree with what was built in it. */
public record BuiltTree(Path root) {
    private static final String VERSION = "1.0.0-SNAPSHOT";

    public BuiltTree {
        root = root.toAbsolutePath().normalize();
    }

    /** The tree around the working directory. */
    public static BuiltTree around(Path workingDirectory) {
        for (Path folder = workingDirectory.toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("deploy/local/up"))) {
                return new BuiltTree(folder);
            }
        }
        throw new StackFailure(workingDirectory + " is not within the source tree");
    }

    /** @throws StackFailure if it is not built */
    public Path jar(Service service) {
        return built(root.resolve(service.module()).resolve("target")
                .resolve(service.processName() + "-" + VERSION + ".jar"));
    }

    /** The stack's own jar and its libraries, sorted, so that a class path made of them is always the same. */
    public List<Path> stackJars() {
        Path target = root.resolve("deploy/local/stack/target");
        Path own = built(target.resolve("local-stack-" + VERSION + ".jar"));
        Path libraries = built(target.resolve("lib"));
        try (Stream<Path> files = Files.list(libraries)) {
            Stream<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted();
            return Stream.concat(Stream.of(own), jars).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(libraries + " cannot be read", e);
        }
    }

    /** The folder of provider profiles. */
    public Path providers() {
        return root.resolve("deploy/local/providers");
    }

    /** Where the stack of {@code deploy/local/up} keeps what it makes. */
    public Path runDirectory() {
        return root.resolve("deploy/local/.run");
    }

    /** Where that stack writes down its ports. */
    public Path portsFile() {
        return runDirectory().resolve("ports");
    }

    private static Path built(Path path) {
        if (!Files.exists(path)) {
            throw new StackFailure(path + " is not built; deploy/local/up builds what is missing");
        }
        return path;
    }
}
