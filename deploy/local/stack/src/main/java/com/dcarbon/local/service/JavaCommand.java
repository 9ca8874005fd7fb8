// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Command lines of JVMs that share two cores and little memory with many others. */
public final class JavaCommand {
    private final List<String> words = new ArrayList<>();

    private JavaCommand() {}

    /** The running JDK's {@code java}, small: one compiler tier, the serial collector, bounded pools. */
    public static JavaCommand withHeap(int megabytes) {
        JavaCommand command = new JavaCommand();
        command.words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms32m", "-Xmx" + megabytes + "m",
                "-Xss512k", "-XX:MaxMetaspaceSize=192m", "-XX:ReservedCodeCacheSize=64m",
                "-XX:MaxDirectMemorySize=64m", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Duser.timezone=UTC"));
        return command;
    }

    public JavaCommand with(String... options) {
        words.addAll(List.of(options));
        return this;
    }

    /** The command line so far. */
    public List<String> words() {
        return List.copyOf(words);
    }

    /** To run a jar that names its main class. */
    public List<String> jar(Path jar) {
        words.add("-jar");
        words.add(jar.toString());
        return List.copyOf(words);
    }

    /** To run a main class, whose name comes next. */
    public List<String> classPath(List<Path> jars) {
        words.add("-cp");
        words.add(jars.stream().map(Path::toString).collect(Collectors.joining(System.getProperty("path.separator"))));
        return List.copyOf(words);
    }
}
