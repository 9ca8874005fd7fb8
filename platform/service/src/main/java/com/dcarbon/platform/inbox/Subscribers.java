// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.inbox;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaOperations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** All subscriptions of this service, each with what serves it, and how many dead letters each has. */
final class Subscribers {
    private final List<Subscriber> all;
    private final Map<String, Integer> waiting = new ConcurrentHashMap<>();

    Subscribers(String service, List<EventSubscription> subscriptions, Inbox inbox,
            ConsumerFactory<String, byte[]> consumers, KafkaOperations<String, byte[]> kafka, Clock clock,
            MeterRegistry metrics) {
        this.all = subscriptions.stream().map(subscription -> {
            String group = service + "." + subscription.name();
            var events = new EventConsumer(subscription, inbox, metrics);
            var deadLetters = new DeadLetters(kafka, subscription.topic(), group, clock, metrics);
            return new Subscriber(subscription, group, events, deadLetters, new DeadLetterReturn(
                    consumers.getConfigurationProperties(), subscription.topic(), group, events, deadLetters));
        }).toList();
        all.forEach(subscriber -> gauge(subscriber, metrics));
    }

    List<Subscriber> all() {
        return all;
    }

    /** Counts those that wait; always false, since counting finds nothing further to do. */
    Mono<Boolean> countDeadLetters() {
        return Mono.fromCallable(() -> {
            all.forEach(subscriber -> waiting.put(subscriber.group(), subscriber.wayBack().count()));
            return false;
        }).subscribeOn(Schedulers.boundedElastic());
    }

    private void gauge(Subscriber subscriber, MeterRegistry metrics) {
        String group = subscriber.group();
        Gauge.builder("dcarbon.dead.letters.waiting", waiting, counts -> counts.getOrDefault(group, 0))
                .tag("topic", subscriber.subscription().topic().topicName())
                .tag("subscription", group)
                .register(metrics);
    }
}
