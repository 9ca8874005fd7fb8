// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.story;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import com.dcarbon.events.Topic;

/** Reads partner topics from their beginning, as a partner who looks for one facility would. */
public final class EventLog {
    private static final List<Topic> TOPICS = List.of(Topic.AUTHORIZATIONS, Topic.INTERVAL_DATA);

    private final String bootstrapServers;

    public EventLog(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * An event as it is on the wire.
     *
     * @param time {@code ce_time}
     * @param data JSON
     */
    public record Seen(String topic, String type, String time, String data) {}

    /**
     * The facility's events in the order of their times, read until they satisfy or the limit is over.
     *
     * @return what was read by then
     */
    public List<Seen> of(String facilityId, Duration limit, Predicate<List<Seen>> satisfied) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        List<Seen> seen = new ArrayList<>();
        long end = System.nanoTime() + limit.toNanos();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = TOPICS.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> last = consumer.endOffsets(partitions);
            while (System.nanoTime() < end && !(satisfied.test(seen) && readTo(consumer, last))) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                    if (facilityId.equals(message.key())) {
                        seen.add(read(message));
                    }
                }
            }
        }
        return seen.stream().sorted(Comparator.comparing(Seen::time)).toList();
    }

    private static boolean readTo(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> last) {
        return last.entrySet().stream().allMatch(entry -> consumer.position(entry.getKey()) >= entry.getValue());
    }

    private static Seen read(ConsumerRecord<String, byte[]> message) {
        byte[] value = message.value();
        return new Seen(message.topic(), header(message, "ce_type"), header(message, "ce_time"),
                value == null ? "" : new String(value, StandardCharsets.UTF_8));
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
