// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventCodec;
import com.dcarbon.events.Topic;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.TestKafka;

/**
 * What the service has told, from the beginning of each topic: every record is read and decoded once for all tests of the
 * JVM, since hundreds of them ask and thousands of records are there in the end.
 */
final class ToldOnKafka {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ToldOnKafka SHARED = new ToldOnKafka();

    private final Map<String, Log> logs = new ConcurrentHashMap<>();

    private ToldOnKafka() {}

    static ToldOnKafka shared() {
        return SHARED;
    }

    /** As a neighbour would. */
    void publish(Topic topic, Event<?> event) {
        KafkaProbe.shared().publish(topic, event);
    }

    /** The first event of the topic that matches; waits for it up to 30 s. */
    Event<?> awaitEvent(Topic topic, Predicate<Event<?>> wanted) {
        return log(topic.topicName()).await(wanted);
    }

    /** All events that are on the topic now and match. */
    List<Event<?>> events(Topic topic, Predicate<Event<?>> wanted) {
        return log(topic.topicName()).untilNow().stream().map(Heard::event).<Event<?>>flatMap(Optional::stream)
                .filter(wanted).toList();
    }

    /** All records that are on the topic now. */
    List<ConsumerRecord<String, byte[]>> records(String topicName) {
        return log(topicName).untilNow().stream().map(Heard::message).toList();
    }

    private Log log(String topicName) {
        return logs.computeIfAbsent(topicName, Log::new);
    }

    private record Heard(ConsumerRecord<String, byte[]> message, Optional<Event<?>> event) {}

    /** One topic. */
    private static final class Log {
        private final String topicName;
        private final KafkaConsumer<String, byte[]> consumer;
        private final List<Heard> heard = new ArrayList<>();

        Log(String topicName) {
            this.topicName = topicName;
            this.consumer = new KafkaConsumer<>(
                    Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, TestKafka.bootstrapServers(),
                            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50),
                    new StringDeserializer(), new ByteArrayDeserializer());
            List<TopicPartition> partitions = consumer.partitionsFor(topicName).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        synchronized Event<?> await(Predicate<Event<?>> wanted) {
            Instant end = Instant.now().plus(PATIENCE);
            for (int looked = 0; looked < heard.size() || Instant.now().isBefore(end); looked++) {
                while (looked == heard.size() && Instant.now().isBefore(end)) {
                    listen();
                }
                Optional<Event<?>> found = looked < heard.size()
                        ? heard.get(looked).event().filter(wanted)
                        : Optional.empty();
                if (found.isPresent()) {
                    return found.get();
                }
            }
            throw new AssertionError("nothing that matches came to " + topicName + " within " + PATIENCE);
        }

        synchronized List<Heard> untilNow() {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                listen();
            }
            return List.copyOf(heard);
        }

        private void listen() {
            consumer.poll(Duration.ofMillis(100))
                    .forEach(message -> heard.add(new Heard(message, EventCodec.decode(message).map(event -> event))));
        }
    }
}
