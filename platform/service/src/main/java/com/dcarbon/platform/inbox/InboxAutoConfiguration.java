// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.inbox;

import java.time.Clock;
import java.time.Duration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.platform.work.BackgroundLoop;

import io.micrometer.core.instrument.MeterRegistry;

/** The inbox and the consumers of the service's subscriptions. */
@AutoConfiguration(afterName = {"org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration",
        "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"})
@EnableConfigurationProperties(InboxSettings.class)
public class InboxAutoConfiguration {

    @Bean
    Inbox inbox(DatabaseClient database, TransactionalOperator tx, Clock clock) {
        return new Inbox(database, tx, clock);
    }

    @Bean
    Subscribers subscribers(@Value("${spring.application.name}") String service,
            ObjectProvider<EventSubscription> subscriptions, Inbox inbox, ConsumerFactory<String, byte[]> consumers,
            KafkaTemplate<String, byte[]> kafka, Clock clock, MeterRegistry metrics) {
        return new Subscribers(service, subscriptions.orderedStream().toList(), inbox, consumers, kafka, clock,
                metrics);
    }

    @Bean
    EventConsumers eventConsumers(ApplicationContext context, ConsumerFactory<String, byte[]> consumers,
            MeterRegistry metrics, Subscribers subscribers, InboxSettings settings) {
        return new EventConsumers(context, consumers, metrics, subscribers.all(), settings);
    }

    @Bean
    DeadLetterEndpoint deadLetterEndpoint(Subscribers subscribers) {
        return new DeadLetterEndpoint(subscribers.all());
    }

    @Bean
    BackgroundLoop deadLetterGaugesLoop(Subscribers subscribers) {
        return new BackgroundLoop("dead-letter-gauges", Duration.ofMinutes(5), subscribers::countDeadLetters);
    }

    @Bean
    BackgroundLoop inboxCleaningLoop(Inbox inbox) {
        return new BackgroundLoop("inbox-cleaning", Duration.ofHours(1), inbox::forgetOld);
    }
}
