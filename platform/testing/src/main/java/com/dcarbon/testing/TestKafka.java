// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.testcontainers.kafka.KafkaContainer;

import com.dcarbon.events.Topic;

/**
 * The Kafka broker of this JVM, started by the first test that asks, with every topic of the contract and its dead
 * letters: several partitions each, so that a test notices whoever relies on more order than a key gives.
 */
public final class TestKafka {
    /** Names a running broker: {@code host:port}. */
    static final String VARIABLE = "DCARBON_TEST_KAFKA_BOOTSTRAP_SERVERS";

    private static final int PARTITIONS = 3;
    private static @Nullable String bootstrapServers;

    private TestKafka() {}

    /** Where the broker answers. */
    public static synchronized String bootstrapServers() {
        String servers = bootstrapServers;
        if (servers == null) {
            QuietNeighbours.hush();
            servers = switch (Engines.ofThisMachine().choose("Kafka", VARIABLE)) {
                case GIVEN -> Engines.ofThisMachine().given(VARIABLE);
                case CONTAINER -> container();
                case EMBEDDED -> embedded();
            };
            createTopics(servers);
            bootstrapServers = servers;
        }
        return servers;
    }

    /** The same version as the client's; Testcontainers ends it with the JVM. */
    private static String container() {
        @SuppressWarnings("resource")
        KafkaContainer container = new KafkaContainer("apache/kafka:" + AppInfoParser.getVersion());
        container.start();
        return container.getBootstrapServers();
    }

    private static String embedded() {
        EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, PARTITIONS);
        broker.afterPropertiesSet();
        Closing.atTheEnd(broker::destroy);
        return broker.getBrokersAsString();
    }

    private static void createTopics(String servers) {
        List<NewTopic> topics = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            topics.add(new NewTopic(topic.topicName(), PARTITIONS, (short) 1));
            topics.add(new NewTopic(topic.deadLetterName(), PARTITIONS, (short) 1));
        }
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers))) {
            for (var creation : admin.createTopics(topics).values().values()) {
                unlessItExists(creation);
            }
        }
    }

    private static void unlessItExists(KafkaFuture<Void> creation) {
        try {
            creation.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("topics for tests could not be created", e);
            }
        }
    }
}
