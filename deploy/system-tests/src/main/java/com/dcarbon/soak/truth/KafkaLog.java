// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import com.dcarbon.events.Topic;

/** Everything that lies on the platform's topics, byte by byte. */
public final class KafkaLog {
    private final String bootstrapServers;

    public KafkaLog(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** All records of the topics from their beginning, per partition in the order of their offsets. */
    List<ConsumerRecord<byte[], byte[]>> read(Stream<String> topics) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topics);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    /** All events. */
    List<ConsumerRecord<byte[], byte[]>> events() {
        return read(Arrays.stream(Topic.values()).map(Topic::topicName));
    }

    /** All records that some consumer could not process. */
    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return read(Arrays.stream(Topic.values()).map(Topic::deadLetterName));
    }

    /** How many records there are or were on all topics. */
    public long published() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer,
                    Arrays.stream(Topic.values()).map(Topic::topicName));
            return consumer.endOffsets(partitions, Duration.ofSeconds(5)).values().stream().mapToLong(end -> end).sum();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers, "default.api.timeout.ms", 15_000),
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, Stream<String> topics) {
        return topics.flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }
}
