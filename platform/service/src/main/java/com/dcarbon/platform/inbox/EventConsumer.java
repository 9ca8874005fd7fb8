// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.inbox;

import java.time.Duration;
import java.util.Locale;

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
        for (Outcome outcome : Outcome.values()) {
            count(outcome, 0);
        }
    }

    private enum Outcome {
        PROCESSED,
        /** It was processed before. */
        DUPLICATE,
        /** A type that this version does not know or has no use for, or a tombstone. */
        IGNORED,
        /** An attempt failed; another follows, or it is a dead letter. */
        FAILED
    }

    @Override
    public void onMessage(ConsumerRecord<String, byte[]> message) {
        try {
            count(message.value() == null ? Outcome.IGNORED : process(message), 1);
        } catch (RuntimeException e) {
            count(Outcome.FAILED, 1);
            throw e;
        }
    }

    private Outcome process(ConsumerRecord<String, byte[]> message) {
        return EventCodec.decode(message)
                .flatMap(event -> subscription.handling(event)
                        .flatMap(effect -> once(event, effect).timeout(LIMIT).blockOptional()))
                .orElse(Outcome.IGNORED);
    }

    private Mono<Outcome> once(Event<?> event, Mono<Void> effect) {
        return inbox.once(subscription.name(), event.id(), effect)
                .map(done -> done ? Outcome.PROCESSED : Outcome.DUPLICATE)
                .doOnNext(outcome -> log(event, outcome));
    }

    private void log(Event<?> event, Outcome outcome) {
        LOG.atInfo().addKeyValue("event_id", event.id()).addKeyValue("event_type", event.type())
                .addKeyValue("subject", event.subject()).addKeyValue("subscription", subscription.name())
                .log(outcome == Outcome.PROCESSED ? "event processed" : "event was processed before");
    }

    private void count(Outcome outcome, int events) {
        metrics.counter("dcarbon.inbox.events", "subscription", subscription.name(), "outcome",
                outcome.name().toLowerCase(Locale.ROOT)).increment(events);
    }
}
