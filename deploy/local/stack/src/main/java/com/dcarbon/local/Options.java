// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

import com.dcarbon.local.service.Service;

/**
 * What {@code deploy/local/up} was told.
 *
 * @param demo whether the story is walked
 * @param fresh whether to begin with empty data
 * @param prepare whether to make AOT caches before the start and not after it
 * @param services those to start
 */
record Options(boolean demo, boolean fresh, boolean prepare, Set<Service> services, Ports ports) {
    static final String USAGE = """
            usage: deploy/local/up [--detach] [--no-demo] [--fresh] [--without SERVICE]... [--port NAME=NUMBER]...
              --detach            return once everything is ready
              --no-demo           do not walk the story
              --fresh             begin with empty data
              --without SERVICE   leave it out, to run it from an editor; its environment is printed
              --port NAME=NUMBER  another port, for example gateway=18080""";

    /** @throws StackFailure if an option is not known */
    static Options parse(String[] arguments, Map<String, String> environment) {
        boolean demo = true;
        boolean fresh = false;
        boolean prepare = false;
        Set<Service> services = EnumSet.allOf(Service.class);
        Ports ports = Ports.from(environment);
        Iterator<String> words = Arrays.asList(arguments).iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "--no-demo" -> demo = false;
                case "--fresh" -> fresh = true;
                // The script says so when it has just built: then time is being taken anyway.
                case "--prepare" -> prepare = true;
                // The script's own; it only matters there.
                case "--detach" -> {
                }
                case "--without" -> services.remove(service(words.hasNext() ? words.next() : ""));
                case "--port" -> ports = ports.with(words.hasNext() ? words.next() : "");
                default -> throw new StackFailure("'" + word + "' is no option.\n" + USAGE);
            }
        }
        return new Options(demo, fresh, prepare, services, ports);
    }

    private static Service service(String name) {
        return Arrays.stream(Service.values())
                .filter(service -> service.processName().equals(name))
                .findFirst()
                .orElseThrow(() -> new StackFailure("'" + name + "' is no service.\n" + USAGE));
    }
}
