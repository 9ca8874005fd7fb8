// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.inbox;

import java.util.ArrayList;
import java.util.List;

import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

import io.micrometer.core.instrument.MeterRegistry;

/** Starts and stops a Kafka consumer for each subscription of the service. */
final class EventConsumers implements SmartLifecycle {
    private final ApplicationContext context;
    private final ConsumerFactory<String, byte[]> consumers;
    private final KafkaOperations<String, byte[]> kafka;
    private final Inbox inbox;
    private final MeterRegistry metrics;
    private final List<EventSubscription> subscriptions;
    private final List<ConcurrentMessageListenerContainer<String, byte[]>> running = new ArrayList<>();

    EventConsumers(ApplicationContext context, ConsumerFactory<String, byte[]> consumers,
            KafkaOperations<String, byte[]> kafka, Inbox inbox, MeterRegistry metrics,
            List<EventSubscription> subscriptions) {
        this.context = context;
        this.consumers = consumers;
        this.kafka = kafka;
        this.inbox = inbox;
        this.metrics = metrics;
        this.subscriptions = subscriptions;
    }

    @Override
    public void start() {
        subscriptions.stream().map(this::container).forEach(container -> {
            container.start();
            running.add(container);
        });
    }

    private ConcurrentMessageListenerContainer<String, byte[]> container(EventSubscription subscription) {
        String service = context.getEnvironment().getRequiredProperty("spring.application.name");
        var properties = new ContainerProperties(subscription.topic().topicName());
        properties.setGroupId(service + "." + subscription.name());
        properties.setClientId(service + "." + subscription.name());
        properties.setMessageListener(new EventConsumer(subscription, inbox, metrics));
        properties.setObservationEnabled(true);
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName(subscription.name());
        container.setApplicationContext(context);
        container.setCommonErrorHandler(ConsumerErrors.handler(kafka));
        return container;
    }

    @Override
    public void stop() {
        running.forEach(ConcurrentMessageListenerContainer::stop);
        running.clear();
    }

    @Override
    public boolean isRunning() {
        return !running.isEmpty();
    }
}
