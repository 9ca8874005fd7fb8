// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.fuzz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/** The calls that an OpenAPI document describes. */
final class ApiDocument {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode document;

    ApiDocument(JsonNode document) {
        this.document = document;
    }

    /**
     * One call.
     *
     * @param parameters of the path, the query, the headers and the cookies
     * @param body null if it has none
     * @param open whether it needs no token
     */
    record Operation(String method, String path, List<Parameter> parameters, @Nullable Body body, boolean open) {

        /** Its name in failures. */
        String name() {
            return method + " " + path;
        }

        List<Parameter> in(String place) {
            return parameters.stream().filter(parameter -> parameter.place().equals(place)).toList();
        }
    }

    /** @param place {@code path}, {@code query}, {@code header} or {@code cookie} */
    record Parameter(String name, String place, boolean required, JsonNode schema) {}

    record Body(String mediaType, JsonNode schema) {}

    /** All of them, always in the same order. */
    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths").forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
            if (METHODS.contains(method)) {
                operations.add(operation(method, path, item, operation));
            }
        }));
        operations.sort(Comparator.comparing(Operation::name));
        return operations;
    }

    private Operation operation(String method, String path, JsonNode item, JsonNode operation) {
        List<Parameter> parameters = Stream
                .concat(item.path("parameters").valueStream(), operation.path("parameters").valueStream())
                .map(this::resolved)
                .map(parameter -> new Parameter(parameter.path("name").asString(), parameter.path("in").asString(),
                        parameter.path("required").asBoolean(false), parameter.path("schema")))
                .toList();
        JsonNode security = operation.path("security");
        return new Operation(method.toUpperCase(Locale.ROOT), path, parameters,
                body(resolved(operation.path("requestBody")).path("content")),
                security.isArray() && security.isEmpty());
    }

    private static @Nullable Body body(JsonNode content) {
        return content.propertyNames()
                .stream()
                .sorted()
                .findFirst()
                .map(type -> new Body(type, content.path(type).path("schema")))
                .orElse(null);
    }

    /** What a reference stands for; anything else as it is. */
    JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.startsWith("#/") ? resolved(document.at(reference.substring(1))) : node;
    }
}
