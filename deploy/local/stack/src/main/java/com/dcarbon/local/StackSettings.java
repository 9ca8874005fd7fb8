// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import com.dcarbon.local.service.Service;

/**
 * How a stack is to be started.
 *
 * @param runDirectory where it keeps data, logs and notes of its processes
 * @param services those to start; a service that somebody runs from an editor is left out
 * @param fresh whether to begin with empty data
 * @param prepare whether to make missing AOT caches first, with which each later start takes half the time
 * @param environment further or other variables for every service
 */
public record StackSettings(BuiltTree tree, Path runDirectory, Ports ports, Set<Service> services, boolean fresh,
        boolean prepare, Map<String, String> environment) {

    /** A stack beside any other: free ports, its own directory, empty data. */
    public static StackSettings apart(BuiltTree tree, Path runDirectory) {
        return new StackSettings(tree, runDirectory, Ports.free(), EnumSet.allOf(Service.class), true, false, Map.of());
    }

    /** The same with AOT caches made first where they are missing: for a stack whose parts start often. */
    public StackSettings prepared() {
        return new StackSettings(tree, runDirectory, ports, services, fresh, true, environment);
    }

    /** The same with one more variable for every service. */
    public StackSettings with(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new StackSettings(tree, runDirectory, ports, services, fresh, prepare, Map.copyOf(more));
    }
}
