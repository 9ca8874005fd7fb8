// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;

/** The document is kept by hand, so that it reads well; this keeps it true. */
class AsyncApiTest {
    private final JsonNode document = Contract.asyncApi();

    @Test
    void namesEveryTopic() {
        Set<String> addresses = new HashSet<>();
        document.path("channels").forEach(channel -> addresses.add(channel.path("address").asString()));

        assertThat(addresses)
                .isEqualTo(Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @EnumSource
    void namesTheEventsOfATopic(Topic topic) {
        JsonNode channel = document.path("channels").path(topic.name().toLowerCase(Locale.ROOT));
        Set<String> names = new HashSet<>();
        channel.path("messages").properties().forEach(message -> names.add(message.getKey()));

        assertThat(channel.path("address").asString()).isEqualTo(topic.topicName());
        assertThat(names).isEqualTo(Arrays.stream(EventKind.values())
                .filter(kind -> kind.topic() == topic)
                .map(AsyncApiTest::messageName)
                .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @EnumSource
    void describesEachEventByItsSchemaAndTheCommonHeaders(EventKind kind) {
        JsonNode message = document.path("components").path("messages").path(messageName(kind));

        assertThat(message.path("payload").path("schema").path("$ref").asString())
                .isEqualTo("./schemas/" + kind.schemaFile());
        assertThat(message.path("traits").path(0).path("$ref").asString())
                .isEqualTo("#/components/messageTraits/cloudEvent");
    }

    /** The name on the wire, save for audit records, which carry the name of what they record. */
    private static String messageName(EventKind kind) {
        return kind == EventKind.AUDIT_RECORDED ? "audit_recorded" : kind.typeName();
    }
}
