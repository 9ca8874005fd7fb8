// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.openapi;

import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Gives components of a document new names where another document uses the same name for something else. Who refers to
 * a renamed component differs from its namesake too, so this goes on until nothing more is found.
 */
final class ComponentNames {
    private static final String PREFIX = "#/components/";

    private ComponentNames() {}

    /** The document with new names for all components that {@code taken} knows with another content. */
    static ObjectNode distinguish(ServiceDocument added, ObjectNode taken) {
        Map<String, String> renames = new LinkedHashMap<>();
        ObjectNode document = added.document();
        int before;
        do {
            before = renames.size();
            findConflicts(document, taken, added.service().id(), renames);
            document = (ObjectNode) rename(added.document(), renames);
        } while (renames.size() > before);
        return document;
    }

    private static void findConflicts(ObjectNode document, ObjectNode taken, String service,
            Map<String, String> renames) {
        document.path("components").forEachEntry((section, components) -> components.forEachEntry((name, component) -> {
            JsonNode namesake = taken.path(section).path(name);
            if (!namesake.isMissingNode() && !namesake.equals(component)) {
                renames.put(PREFIX + section + "/" + name, PREFIX + section + "/" + service + "_" + name);
            }
        }));
    }

    private static JsonNode rename(JsonNode document, Map<String, String> renames) {
        ObjectNode renamed = (ObjectNode) references(document, renames);
        ObjectNode sections = JsonNodeFactory.instance.objectNode();
        renamed.path("components").forEachEntry((section, components) -> {
            ObjectNode named = sections.putObject(section);
            components.forEachEntry((name, component) -> {
                String path = PREFIX + section + "/" + name;
                named.set(renames.getOrDefault(path, path).substring((PREFIX + section + "/").length()), component);
            });
        });
        return renamed.set("components", sections);
    }

    private static JsonNode references(JsonNode node, Map<String, String> renames) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.forEachEntry((name, value) -> copy.set(name, references(value, renames)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(value -> copy.add(references(value, renames)));
                yield copy;
            }
            case StringNode text when renames.containsKey(text.stringValue()) ->
                JsonNodeFactory.instance.stringNode(renames.get(text.stringValue()));
            default -> node;
        };
    }
}
