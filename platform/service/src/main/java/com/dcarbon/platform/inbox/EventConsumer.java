// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.inbox;

import java.time.Duration;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.MessageListener;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventCodec;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/**
 * Processes the records of one subscription one after the other, so that the order per key holds. The listener's own
 * thread waits for each effect, with a limit: it is no event loop.
 */
final class EventConsumer implements MessageListener<String, byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(EventConsumer.class);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final EventSubscription subscription;
    private final Inbox inbox;
    private final MeterRegistry metrics;

    EventConsumer(EventSubscription subscription, Inbox inbox, MeterRegistry metrics) {
        this.subscription = subscription;
        this.inbox = inbox;
        this.metrics = metrics;
    }

    @Override
    public void onMessage(ConsumerRecord<String, byte[]> message) {
        if (message.value() == null) {
            return; // a compacted topic's tombstone
        }
        EventCodec.decode(message).ifPresent(event -> consume(event).timeout(LIMIT).block());
    }

    private Mono<Void> consume(Event<?> event) {
        return subscription.handling(event)
                .map(effect -> inbox.once(subscription.name(), event.id(), effect)
                        .doOnNext(done -> count(event, done))
                        .then())
                .orElse(Mono.empty());
    }

    private void count(Event<?> event, boolean done) {
        metrics.counter("dcarbon.inbox.events", "subscription", subscription.name(), "outcome",
                done ? "processed" : "duplicate").increment();
        LOG.atInfo().addKeyValue("event_id", event.id()).addKeyValue("event_type", event.type())
                .addKeyValue("subject", event.subject()).addKeyValue("subscription", subscription.name())
                .log(done ? "event processed" : "event was processed before");
    }
}
