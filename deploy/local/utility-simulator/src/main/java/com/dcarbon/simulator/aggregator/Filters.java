// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.springframework.web.reactive.function.server.ServerRequest;

/** What a list is asked to contain: values separated by commas, of which unknown ones are just not found. */
final class Filters<T> {
    private final ServerRequest request;
    private Predicate<T> all = _ -> true;

    private Filters(ServerRequest request) {
        this.request = request;
    }

    static <T> Filters<T> of(ServerRequest request) {
        return new Filters<>(request);
    }

    /** Those whose value is among those asked for. */
    Filters<T> value(String parameter, Function<T, String> value) {
        return values(parameter, item -> List.of(value.apply(item)));
    }

    /** Those one of whose values is among those asked for. */
    Filters<T> values(String parameter, Function<T, List<String>> values) {
        asked(request, parameter).ifPresent(asked -> {
            all = all.and(item -> values.apply(item).stream().anyMatch(asked::contains));
        });
        return this;
    }

    /** Those for which this is as asked. */
    Filters<T> flag(String parameter, Predicate<T> flag) {
        request.queryParam(parameter).ifPresent(text -> {
            boolean asked = bool(parameter, text);
            all = all.and(item -> flag.test(item) == asked);
        });
        return this;
    }

    List<T> from(Iterable<T> items) {
        List<T> found = new java.util.ArrayList<>();
        items.forEach(item -> {
            if (all.test(item)) {
                found.add(item);
            }
        });
        return found;
    }

    /** The values asked for; empty if the parameter is absent. */
    static Optional<Set<String>> asked(ServerRequest request, String parameter) {
        return request.queryParam(parameter)
                .map(text -> Arrays.stream(text.split(",")).map(String::strip).collect(Collectors.toSet()));
    }

    static Optional<Integer> number(ServerRequest request, String parameter, int min, int max) {
        return request.queryParam(parameter).map(text -> {
            if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
                throw new RefusedException(400, "invalid_param", parameter + " must be from " + min + " to " + max);
            }
            return Integer.valueOf(text);
        });
    }

    private static boolean bool(String parameter, String text) {
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new RefusedException(400, "invalid_param", parameter + " must be true or false");
        };
    }
}
