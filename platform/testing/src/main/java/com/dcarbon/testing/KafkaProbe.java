// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventCodec;
import com.dcarbon.events.MalformedEventException;
import com.dcarbon.events.Topic;

/**
 * Speaks and listens on Kafka as a neighbour of the service under test would. It reads a topic from its beginning each
 * time, so nothing is missed between the act and the question; tests tell their events apart by their ids.
 */
public final class KafkaProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrapServers;
    private final Producer<String, byte[]> producer;

    KafkaProbe(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringSerializer(), new ByteArraySerializer());
        Closing.atTheEnd(producer);
    }

    /** The probe on this JVM's broker. */
    public static KafkaProbe shared() {
        return Shared.PROBE;
    }

    /** Sends the event as its owner would and waits until the broker has it; the same event twice is a duplicate. */
    public void publish(Topic topic, Event<?> event) {
        publish(EventCodec.encode(topic, event));
    }

    /** Sends any record, well-formed or not. */
    public void publish(ProducerRecord<String, byte[]> message) {
        try {
            producer.send(message).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("not sent to " + message.topic(), e);
        }
    }

    /**
     * The first event of the topic that matches; waits for it up to 30 s.
     *
     * @throws AssertionError if there is none
     */
    public Event<?> awaitEvent(Topic topic, Predicate<Event<?>> wanted) {
        ConsumerRecord<String, byte[]> found = awaitRecord(topic.topicName(),
                message -> decoded(message).filter(wanted).isPresent());
        return decoded(found).orElseThrow();
    }

    /**
     * The first record of the topic that matches, dead letters and headers included; waits for it up to 30 s.
     *
     * @throws AssertionError if there is none
     */
    public ConsumerRecord<String, byte[]> awaitRecord(String topicName,
            Predicate<ConsumerRecord<String, byte[]>> wanted) {
        try (Consumer<String, byte[]> consumer = fromTheBeginning(topicName)) {
            Instant end = Instant.now().plus(PATIENCE);
            while (Instant.now().isBefore(end)) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(100))) {
                    if (wanted.test(message)) {
                        return message;
                    }
                }
            }
        }
        throw new AssertionError("nothing that matches came to " + topicName + " within " + PATIENCE);
    }

    /** All events that are on the topic now and match, in the order of their partitions. */
    public List<Event<?>> events(Topic topic, Predicate<Event<?>> wanted) {
        return records(topic.topicName()).stream()
                .map(KafkaProbe::decoded)
                .<Event<?>>flatMap(Optional::stream)
                .filter(wanted)
                .toList();
    }

    /** Empty for what other tests have put there that is no event. */
    private static Optional<Event<?>> decoded(ConsumerRecord<String, byte[]> message) {
        try {
            return EventCodec.decode(message);
        } catch (MalformedEventException e) {
            return Optional.empty();
        }
    }

    /** All records that are on the topic now. */
    public List<ConsumerRecord<String, byte[]>> records(String topicName) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (Consumer<String, byte[]> consumer = fromTheBeginning(topicName)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }

    private Consumer<String, byte[]> fromTheBeginning(String topicName) {
        Properties settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // To close a consumer takes as long as the fetch that it has under way.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
        var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topicName)
                .stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private static final class Shared {
        static final KafkaProbe PROBE = new KafkaProbe(TestKafka.bootstrapServers());
    }
}
