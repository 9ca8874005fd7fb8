// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import com.dcarbon.events.Topic;
import com.dcarbon.local.story.Api;
import com.dcarbon.simulator.CustomerBrowser.Decision;
import com.dcarbon.systemtests.Platform.Started;

/** One trace from the gateway to the last event, through outbox, consumer and the import that waits in a row. */
class TraceIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void goesThroughAllServices() {
        try (Api owner = Platform.as("owner")) {
            String facility = Platform.register(owner, "Traced", "sce");
            Started flow = Platform.start(owner, facility, "sce", "traced", Decision.APPROVE);
            String callback = flow.back().getRawPath() + "?" + flow.back().getRawQuery();
            owner.send("GET", callback, null, Map.of("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"))
                    .expect(302);

            Platform.await().untilAsserted(() -> assertThat(tracedTypes(facility)).contains("authorization_created",
                    "meters_imported", "interval_data_imported"));
        }
        assertThat(Platform.logs()).contains(TRACE);
    }

    private static List<String> tracedTypes(String facility) {
        List<String> types = new ArrayList<>();
        Map<String, Object> settings = Map.of("bootstrap.servers", Platform.stack().bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(Topic.AUTHORIZATIONS, Topic.INTERVAL_DATA).stream()
                    .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                    if (facility.equals(message.key())
                            && text(message.headers().lastHeader("traceparent")).contains(TRACE)) {
                        types.add(text(message.headers().lastHeader("ce_type")));
                    }
                });
            }
        }
        return types;
    }

    private static String text(@Nullable Header header) {
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
