// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.dcarbon.events.Topic;
import com.dcarbon.platform.database.DatabaseOutage;

/**
 * The way back for the dead letters of one subscription. The topic of dead letters is shared by all who read the
 * original; each takes back those that name it. How far it has done so, it remembers as a consumer group of its own;
 * nothing is ever taken away from the topic but by its retention.
 *
 * <p>What is taken back goes through the same inbox as anything else, so that twice is harmless. What fails again is
 * put to the end. Between two of them the place is committed, so that a process that dies repeats one at most.
 */
final class DeadLetterReturn {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterReturn.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> settings;
    private final Topic topic;
    private final String group;
    private final EventConsumer events;
    private final DeadLetters deadLetters;

    DeadLetterReturn(Map<String, Object> consumerSettings, Topic topic, String group, EventConsumer events,
            DeadLetters deadLetters) {
        this.settings = settings(consumerSettings, group);
        this.topic = topic;
        this.group = group;
        this.events = events;
        this.deadLetters = deadLetters;
    }

    /** What came of taking all of them back. */
    record Outcome(int returned, int failed) {}

    /** What is to be told of each that waits, in no order. */
    <T> List<T> waiting(BiFunction<ConsumerRecord<String, byte[]>, DeadLetter, T> tell) {
        List<T> waiting = new ArrayList<>();
        try (var reader = reader()) {
            read(reader, (message, letter) -> waiting.add(tell.apply(message, letter)));
        }
        return waiting;
    }

    /**
     * How many wait. On the way it passes over those of others for good, and confirms the place before the first of its
     * own: Kafka forgets places that nobody has confirmed for some days.
     */
    synchronized int count() {
        var number = new AtomicInteger();
        Map<TopicPartition, Long> firsts = new HashMap<>();
        try (var reader = reader()) {
            var ends = read(reader, (message, _) -> {
                number.incrementAndGet();
                firsts.putIfAbsent(partition(message), message.offset());
            });
            Map<TopicPartition, Long> places = new HashMap<>(ends);
            places.putAll(firsts);
            commit(reader, places);
        }
        return number.get();
    }

    /**
     * Processes each that waits.
     *
     * @throws RuntimeException if the database or Kafka is away; those that are left wait on
     */
    synchronized Outcome takeBack() {
        var returned = new AtomicInteger();
        var failed = new AtomicInteger();
        try (var reader = reader()) {
            var ends = read(reader, (message, letter) -> {
                (process(message, letter) ? returned : failed).incrementAndGet();
                commit(reader, Map.of(partition(message), message.offset() + 1));
            });
            commit(reader, ends);
        }
        return new Outcome(returned.get(), failed.get());
    }

    /**
     * Takes those that wait now for settled, without processing them, if they are as many as expected.
     *
     * @return how many wait
     */
    synchronized int discard(int expected) {
        var number = new AtomicInteger();
        try (var reader = reader()) {
            var ends = read(reader, (_, _) -> number.incrementAndGet());
            if (number.get() == expected) {
                commit(reader, ends);
            }
        }
        return number.get();
    }

    private boolean process(ConsumerRecord<String, byte[]> message, DeadLetter letter) {
        ConsumerRecord<String, byte[]> original = letter.original(message, topic.topicName());
        try {
            events.onMessage(original);
            return true;
        } catch (RuntimeException e) {
            if (DatabaseOutage.caused(e)) {
                throw e;
            }
            LOG.atWarn().addKeyValue("subscription", group).setCause(e).log("a dead letter failed again");
            deadLetters.putBack(original, letter, e);
            return false;
        }
    }

    /** Shows each that lies there now; returns the ends up to which that was. */
    private Map<TopicPartition, Long> read(Consumer<String, byte[]> reader,
            BiConsumer<ConsumerRecord<String, byte[]>, DeadLetter> visit) {
        List<TopicPartition> partitions = reader.partitionsFor(topic.deadLetterName())
                .stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        reader.assign(partitions);
        Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
        while (partitions.stream().anyMatch(partition -> reader.position(partition) < end(ends, partition))) {
            for (var message : reader.poll(POLL)) {
                if (message.offset() < end(ends, partition(message))) {
                    DeadLetter.of(message)
                            .filter(letter -> letter.subscription().equals(group))
                            .ifPresent(letter -> visit.accept(message, letter));
                }
            }
        }
        return ends;
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    private Consumer<String, byte[]> reader() {
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static void commit(Consumer<String, byte[]> reader, Map<TopicPartition, Long> places) {
        reader.commitSync(places.entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, place -> new OffsetAndMetadata(place.getValue()))));
    }

    private static TopicPartition partition(ConsumerRecord<String, byte[]> message) {
        return new TopicPartition(message.topic(), message.partition());
    }

    private static Map<String, Object> settings(Map<String, Object> ofConsumers, String group) {
        Map<String, Object> settings = new HashMap<>(ofConsumers);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group + ".dead-letters");
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, group + ".dead-letters");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }
}
