// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Starts and stops a Kafka consumer for each subscription of the service. */
final class EventConsumers implements SmartLifecycle {
    private static final Duration UNTIL_LET_IN = Duration.ofSeconds(10);

    private final ApplicationContext context;
    private final ConsumerFactory<String, byte[]> consumers;
    private final MeterRegistry metrics;
    private final List<Subscriber> subscribers;
    private final InboxSettings settings;
    private final List<ConcurrentMessageListenerContainer<String, byte[]>> running = new ArrayList<>();

    EventConsumers(ApplicationContext context, ConsumerFactory<String, byte[]> consumers, MeterRegistry metrics,
            List<Subscriber> subscribers, InboxSettings settings) {
        this.context = context;
        this.consumers = consumers;
        this.metrics = metrics;
        this.subscribers = subscribers;
        this.settings = settings;
    }

    @Override
    public void start() {
        subscribers.stream().map(this::container).forEach(container -> {
            container.start();
            running.add(container);
        });
    }

    private ConcurrentMessageListenerContainer<String, byte[]> container(Subscriber subscriber) {
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties(subscriber));
        container.setBeanName(subscriber.subscription().name());
        container.setApplicationContext(context);
        container.setCommonErrorHandler(ConsumerErrors.handler(subscriber.deadLetters(), settings.retryDelay()));
        Gauge.builder("dcarbon.inbox.running", container, c -> c.isInExpectedState() ? 1 : 0)
                .tag("subscription", subscriber.subscription().name())
                .register(metrics);
        return container;
    }

    private static ContainerProperties properties(Subscriber subscriber) {
        var properties = new ContainerProperties(subscriber.subscription().topic().topicName());
        properties.setGroupId(subscriber.group());
        properties.setClientId(subscriber.group());
        properties.setMessageListener(subscriber.events());
        properties.setObservationEnabled(true);
        properties.setDeliveryAttemptHeader(true);
        // Without it a consumer that Kafka once does not let in ends for good.
        properties.setAuthExceptionRetryInterval(UNTIL_LET_IN);
        return properties;
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
