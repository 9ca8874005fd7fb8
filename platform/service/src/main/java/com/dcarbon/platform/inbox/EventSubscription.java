// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.inbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventData;
import com.dcarbon.events.Topic;

import reactor.core.publisher.Mono;

/**
 * What a service does with the events of one topic. As a bean it becomes a Kafka consumer of the group
 * {@code <service>.<name>}. Each handler runs in one transaction with the inbox, once per event id; it must itself
 * ignore events whose sequence is older than what it knows. Events without a handler are passed over.
 */
public final class EventSubscription {
    private final String name;
    private final Topic topic;
    private final Map<Class<? extends EventData>, Function<Event<?>, Mono<Void>>> handlers;

    private EventSubscription(String name, Topic topic,
            Map<Class<? extends EventData>, Function<Event<?>, Mono<Void>>> handlers) {
        this.name = name;
        this.topic = topic;
        this.handlers = handlers;
    }

    /** @param name what the consumer is for; part of its group id, so never change it */
    public static Named named(String name) {
        return new Named(name);
    }

    String name() {
        return name;
    }

    Topic topic() {
        return topic;
    }

    Optional<Mono<Void>> handling(Event<?> event) {
        return Optional.ofNullable(handlers.get(event.data().getClass())).map(handler -> handler.apply(event));
    }

    /** A subscription that has a name but no topic yet. */
    public record Named(String name) {

        public Builder on(Topic topic) {
            return new Builder(name, topic);
        }
    }

    /** A subscription to which handlers are added. */
    public static final class Builder {
        private final String name;
        private final Topic topic;
        private final Map<Class<? extends EventData>, Function<Event<?>, Mono<Void>>> handlers = new LinkedHashMap<>();

        private Builder(String name, Topic topic) {
            this.name = name;
            this.topic = topic;
        }

        /** What happens for an event whose data is of that type. */
        @SuppressWarnings("unchecked") // the key says which type the data of the event has
        public <D extends EventData> Builder handle(Class<D> type, Function<Event<D>, Mono<Void>> handler) {
            handlers.put(type, event -> handler.apply((Event<D>) event));
            return this;
        }

        public EventSubscription build() {
            return new EventSubscription(name, topic, Map.copyOf(handlers));
        }
    }
}
