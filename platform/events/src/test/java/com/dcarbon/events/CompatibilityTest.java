// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;

/**
 * What was once published stays readable and stays promised: {@code released/v1} holds the schemas as they were first
 * published, {@code samples/<kind>/v1.json} a record of that time. Both only ever grow.
 */
class CompatibilityTest {
    @ParameterizedTest
    @EnumSource
    void recordsOfTheFirstVersionAreRead(EventKind kind) {
        JsonNode sample = Contract.sample(kind, "v1");

        EventData data = EventJson.read(Contract.bytesOf(sample), kind.dataType());

        assertThat(Contract.tree(EventJson.write(data))).isEqualTo(sample);
    }

    @ParameterizedTest
    @EnumSource
    void schemasKeepWhatTheyPromised(EventKind kind) {
        assertKept(Contract.releasedSchema("v1", kind), Contract.schema(kind), kind.schemaFile());
    }

    private static void assertKept(JsonNode released, JsonNode current, String where) {
        assertThat(texts(current.path("required"))).as(where + " required")
                .containsAll(texts(released.path("required")));
        for (var property : released.path("properties").properties()) {
            String path = where + " " + property.getKey();
            JsonNode now = current.path("properties").path(property.getKey());
            assertThat(now.isMissingNode()).as(path + " is gone").isFalse();
            for (String keyword : Set.of("type", "format", "pattern", "$ref", "items", "anyOf")) {
                assertThat(now.path(keyword)).as(path + " " + keyword).isEqualTo(property.getValue().path(keyword));
            }
            assertThat(texts(now.path("enum"))).as(path + " values")
                    .containsAll(texts(property.getValue().path("enum")));
        }
        for (var definition : released.path("$defs").properties()) {
            assertKept(definition.getValue(), current.path("$defs").path(definition.getKey()),
                    where + " " + definition.getKey());
        }
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(item -> texts.add(item.asString()));
        return texts;
    }
}
