// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Which port each part of a stack has. */
public final class Ports {
    private static final int LOWEST_FREE = 20_000;
    private static final int HIGHEST_FREE = 32_000;

    private final Map<Port, Integer> numbers;

    private Ports(Map<Port, Integer> numbers) {
        this.numbers = new EnumMap<>(numbers);
    }

    /** The usual ones, save where the environment names another ({@link Port#variable()}). */
    public static Ports from(Map<String, String> environment) {
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            String chosen = environment.get(port.variable());
            numbers.put(port, chosen == null ? port.usual() : number(port.variable(), chosen));
        }
        return new Ports(numbers);
    }

    /** The ones that a running stack wrote down ({@link #writeTo}), or the usual ones if there is no such file. */
    public static Ports of(Path file, Map<String, String> environment) {
        Ports ports = from(environment);
        if (Files.exists(file)) {
            try {
                for (String line : Files.readAllLines(file)) {
                    ports = ports.with(line);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read", e);
            }
        }
        return ports;
    }

    /**
     * Ports that are free now, for a stack beside another one. They lie below those that systems give to outgoing
     * connections, so that none is lost to one while its part is down.
     */
    public static Ports free() {
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        int next = ThreadLocalRandom.current().nextInt(LOWEST_FREE, HIGHEST_FREE);
        for (Port port : Port.values()) {
            while (isTaken(next)) {
                next = after(next);
            }
            numbers.put(port, next);
            next = after(next);
        }
        return new Ports(numbers);
    }

    private static int after(int number) {
        return number + 1 < HIGHEST_FREE ? number + 1 : LOWEST_FREE;
    }

    /** A copy with one choice of the form {@code gateway=18080}. */
    Ports with(String choice) {
        int equals = choice.indexOf('=');
        String name = equals < 0 ? choice : choice.substring(0, equals);
        Port port = Arrays.stream(Port.values())
                .filter(candidate -> candidate.optionName().equals(name))
                .findFirst()
                .orElseThrow(() -> new StackFailure("There is no port named '" + name + "'. Names: " + names()));
        Map<Port, Integer> changed = new EnumMap<>(numbers);
        changed.put(port, number("--port " + name, choice.substring(equals + 1)));
        return new Ports(changed);
    }

    /** Writes each choice on a line, for commands that speak to the running stack. */
    void writeTo(Path file) throws IOException {
        Files.write(file, numbers.entrySet().stream().map(entry -> entry.getKey().optionName() + "=" + entry.getValue())
                .toList());
    }

    public int of(Port port) {
        Integer number = numbers.get(port);
        if (number == null) {
            throw new IllegalStateException("no number for " + port);
        }
        return number;
    }

    /** An address on this machine, without a path. */
    public URI http(Port port) {
        return URI.create("http://localhost:" + of(port));
    }

    /** @throws StackFailure if a port is in use or wanted twice; it names each and who wants it */
    void requireFree() {
        List<String> troubles = new ArrayList<>(wantedTwice());
        numbers.forEach((port, number) -> {
            if (isTaken(number)) {
                troubles.add("Port %d is taken, and %s wants it. Stop what uses it, or choose another: --port %s=NUMBER"
                        .formatted(number, port.owner(), port.optionName()));
            }
        });
        if (!troubles.isEmpty()) {
            throw new StackFailure(String.join("\n", troubles));
        }
    }

    private List<String> wantedTwice() {
        Map<Integer, List<Port>> byNumber = numbers.keySet().stream().collect(Collectors.groupingBy(this::of));
        return byNumber.entrySet()
                .stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> "Port %d is chosen for more than one: %s".formatted(entry.getKey(),
                        entry.getValue().stream().map(Port::owner).collect(Collectors.joining(", "))))
                .toList();
    }

    private static boolean isTaken(int number) {
        try (ServerSocket socket = new ServerSocket()) {
            // Without it a port that was just closed counts as taken for a minute.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(number));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static int number(String name, String text) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number > 0 && number < 65_536) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        throw new StackFailure(name + " wants a port number from 1 to 65535, not '" + text + "'");
    }

    private static String names() {
        return Arrays.stream(Port.values()).map(Port::optionName).collect(Collectors.joining(", "));
    }
}
