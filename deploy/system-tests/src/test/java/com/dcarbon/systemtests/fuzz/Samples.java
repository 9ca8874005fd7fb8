// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values that a schema allows, and where they can be, such as the platform knows. */
final class Samples {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 8;
    private static final List<String> DAYS = List.of("2026-10-01", "2026-11-01T00:00:00Z", "2026-11-20T08:15:00Z",
            "2026-11-19");

    private final ApiDocument document;
    private final Map<String, List<String>> known;

    /** @param known values that there are, by the name of a property or parameter */
    Samples(ApiDocument document, Map<String, List<String>> known) {
        this.document = document;
        this.known = known;
    }

    JsonNode of(String name, JsonNode schema, RandomGenerator random) {
        return of(name, schema, random, 0);
    }

    /** A value of a parameter, as text. */
    String text(String name, JsonNode schema, RandomGenerator random) {
        JsonNode value = of(name, schema, random);
        return value.isValueNode() ? value.asString("") : value.path(0).asString("");
    }

    private JsonNode of(String name, JsonNode unresolved, RandomGenerator random, int depth) {
        List<String> values = known.getOrDefault(name, List.of());
        if (!values.isEmpty() && random.nextInt(10) > 0) {
            return JSON.stringNode(pick(values, random));
        }
        JsonNode schema = document.resolved(unresolved);
        for (String choice : List.of("oneOf", "anyOf", "allOf")) {
            if (schema.has(choice)) {
                return of(name, schema.path(choice).path(random.nextInt(schema.path(choice).size())), random, depth);
            }
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(random.nextInt(schema.path("enum").size()));
        }
        if (schema.has("example") && random.nextBoolean()) {
            return schema.path("example");
        }
        return typed(name, schema, random, depth);
    }

    private JsonNode typed(String name, JsonNode schema, RandomGenerator random, int depth) {
        JsonNode type = schema.path("type");
        return switch (type.isArray()
                ? type.path(0).asString("")
                : type.asString(schema.has("properties") ? "object" : "")) {
            case "object" -> object(schema, random, depth);
            case "array" -> array(name, schema, random, depth);
            case "integer" -> JSON.numberNode(random.nextInt(1, 60));
            case "number" -> JSON.numberNode(random.nextInt(1, 2_000) / 4.0);
            case "boolean" -> JSON.booleanNode(random.nextInt(4) > 0);
            default -> JSON.stringNode(string(name, schema.path("format").asString(""), random));
        };
    }

    private ObjectNode object(JsonNode schema, RandomGenerator random, int depth) {
        ObjectNode object = JSON.objectNode();
        List<String> required = schema.path("required").valueStream().map(JsonNode::asString).toList();
        schema.path("properties").forEachEntry((name, property) -> {
            if (depth < DEEPEST && (required.contains(name) || random.nextInt(10) < 7)) {
                object.set(name, of(name, property, random, depth + 1));
            }
        });
        return object;
    }

    private ArrayNode array(String name, JsonNode schema, RandomGenerator random, int depth) {
        ArrayNode array = JSON.arrayNode();
        int items = depth < DEEPEST ? random.nextInt(1, 4) : 0;
        for (int item = 0; item < items; item++) {
            array.add(of(name, schema.path("items"), random, depth + 1));
        }
        return array;
    }

    private String string(String name, String format, RandomGenerator random) {
        return switch (format) {
            case "uuid" ->
                pick(known.getOrDefault("facility_id", List.of("01930000-0000-7000-8000-000000000001")), random);
            case "date-time" -> "2026-11-0" + random.nextInt(1, 10) + "T00:00:00Z";
            case "date" -> "2024-05-1" + random.nextInt(0, 10);
            default -> switch (name) {
                case "start", "end", "from", "to", "created_from", "created_to" -> pick(DAYS, random);
                default -> "fuzz " + random.nextInt(100);
            };
        };
    }

    static <T> T pick(List<T> values, RandomGenerator random) {
        return values.get(random.nextInt(values.size()));
    }

    /** All text values of a tree's leaves, for whoever wants to spoil one. */
    static List<ObjectNode> objectsIn(JsonNode tree) {
        List<ObjectNode> objects = new ArrayList<>();
        if (tree instanceof ObjectNode object) {
            objects.add(object);
        }
        tree.forEach(child -> objects.addAll(objectsIn(child)));
        return objects;
    }
}
