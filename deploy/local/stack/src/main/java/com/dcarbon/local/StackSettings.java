// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * How a stack is to be started.
 *
 * @param runDirectory where it keeps data, logs and notes of its processes
 * @param fresh whether to begin with empty data
 * @param aot what to do about the services' AOT caches
 * @param environment further or other variables for every service
 */
public record StackSettings(BuiltTree tree, Path runDirectory, Ports ports, boolean fresh, Aot aot,
        Map<String, String> environment) {

    /** What to do about AOT caches, with which a JVM starts in less than half the time. */
    public enum Aot {
        /** Make those that are missing or older than their jar. */
        MAKE,
        /** Use those that are there. */
        USE
    }

    /** A stack beside any other: free ports, its own directory, empty data. */
    public static StackSettings apart(BuiltTree tree, Path runDirectory) {
        return new StackSettings(tree, runDirectory, Ports.free(), true, Aot.USE, Map.of());
    }

    /** The same with one more variable for every service. */
    public StackSettings with(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new StackSettings(tree, runDirectory, ports, fresh, aot, Map.copyOf(more));
    }
}
