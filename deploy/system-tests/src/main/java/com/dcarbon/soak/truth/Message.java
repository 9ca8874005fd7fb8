// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.nio.charset.StandardCharsets;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An event as it lies on Kafka, read without the platform's codec. */
record Message(String topic, int partition, long offset, String key, String id, String type, String source,
        long sequence, JsonNode data) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Message of(ConsumerRecord<byte[], byte[]> record) {
        return new Message(record.topic(), record.partition(), record.offset(),
                new String(record.key(), StandardCharsets.UTF_8), header(record, "ce_id"), header(record, "ce_type"),
                header(record, "ce_source"), Long.parseLong(header(record, "ce_sequence")),
                JSON.readTree(record.value()));
    }

    /** A member of its data as text; empty if it is null or missing. */
    String text(String member) {
        JsonNode value = data.path(member);
        return value.isNull() || value.isMissingNode() ? "" : value.asString();
    }

    /** Where it lies, for a person who wants to see it. */
    String place() {
        return "%s %s (%s-%d@%d)".formatted(type, id, topic, partition, offset);
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
