// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

import com.dcarbon.events.Topic;
import com.dcarbon.local.StackFailure;
import com.dcarbon.local.process.RunningProcess;

/** The platform's topics and their dead letters. */
final class Topics {
    private static final int PARTITIONS = 3;
    private static final short REPLICAS = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Set<Topic> COMPACTED = Set.of(Topic.FACILITIES, Topic.AUTHORIZATION_STATUS);

    private Topics() {}

    static void make(String bootstrapServers, RunningProcess broker) {
        Properties settings = new Properties();
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, "50");
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "200");
        try (Admin admin = Admin.create(settings)) {
            List<NewTopic> missing = missing(awaitNames(admin, broker));
            if (!missing.isEmpty()) {
                create(admin, missing);
            }
        }
    }

    private static Set<String> awaitNames(Admin admin, RunningProcess broker) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                return admin.listTopics().names().get(2, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                broker.requireAlive();
                if (Instant.now().isAfter(end)) {
                    throw new StackFailure("Kafka does not answer:\n" + broker.lastLines(), e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StackFailure("interrupted while waiting for Kafka", e);
            }
        }
    }

    private static List<NewTopic> missing(Set<String> present) {
        return all().filter(topic -> !present.contains(topic.name())).toList();
    }

    static Stream<NewTopic> all() {
        return Arrays.stream(Topic.values()).flatMap(topic -> {
            // A dead letter keeps its record's partition, so both have as many.
            NewTopic deadLetters = new NewTopic(topic.deadLetterName(), Optional.of(PARTITIONS), Optional.of(REPLICAS));
            return Stream.of(withCleanup(topic), deadLetters);
        });
    }

    private static NewTopic withCleanup(Topic topic) {
        NewTopic made = new NewTopic(topic.topicName(), Optional.of(PARTITIONS), Optional.of(REPLICAS));
        return COMPACTED.contains(topic)
                ? made.configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT))
                : made;
    }

    private static void create(Admin admin, List<NewTopic> topics) {
        try {
            admin.createTopics(new ArrayList<>(topics)).all().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new StackFailure("Kafka's topics cannot be made", e);
            }
        } catch (TimeoutException e) {
            throw new StackFailure("Kafka's topics cannot be made in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted", e);
        }
    }
}
