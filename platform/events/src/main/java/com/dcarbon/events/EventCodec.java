// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events;

import java.net.URI;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;

/** Events to and from Kafka records, in the binary content mode of the CloudEvents Kafka protocol binding 1.0.2. */
public final class EventCodec {
    private static final String SEQUENCE = "sequence";

    private EventCodec() {}

    /** The record to send; its key is the event's subject. */
    public static ProducerRecord<String, byte[]> encode(Topic topic, Event<?> event) {
        return encode(new RawEvent(event.id(), topic.topicName(), event.type(), event.source(), event.time(),
                event.subject(), event.sequence(), EventJson.write(event.data())));
    }

    /**
     * The record to send, of data that is already JSON.
     *
     * @throws IllegalArgumentException if the topic knows no event of that type
     */
    public static ProducerRecord<String, byte[]> encode(RawEvent event) {
        EventKind kind = Topic.named(event.topic())
                .flatMap(topic -> EventKind.of(topic, event.type()))
                .orElseThrow(() -> new IllegalArgumentException(event.type() + " is no event of " + event.topic()));
        CloudEvent cloudEvent = CloudEventBuilder.v1()
                .withId(event.id().toString())
                .withType(event.type())
                .withSource(URI.create(event.source()))
                .withTime(event.time().atOffset(ZoneOffset.UTC))
                .withSubject(event.subject())
                .withDataSchema(kind.dataSchema())
                .withDataContentType("application/json")
                .withExtension(SEQUENCE, Long.toString(event.sequence()))
                .withData(event.json())
                .build();
        return KafkaMessageFactory.<String>createWriter(event.topic(), event.subject()).writeBinary(cloudEvent);
    }

    /**
     * The event in the record, or empty if this version of the contract does not know its type: consumers ignore those.
     *
     * @throws MalformedEventException if it is no CloudEvent or its data is not of the promised shape
     */
    public static Optional<Event<?>> decode(ConsumerRecord<String, byte[]> message) {
        CloudEvent cloudEvent = read(message);
        Topic topic = Topic.named(message.topic())
                .orElseThrow(() -> new MalformedEventException("no topic of ours: " + message.topic(), null));
        return EventKind.of(topic, cloudEvent.getType()).map(kind -> toEvent(cloudEvent, kind));
    }

    private static CloudEvent read(ConsumerRecord<String, byte[]> message) {
        try {
            return KafkaMessageFactory.createReader(message).toEvent();
        } catch (RuntimeException e) {
            throw new MalformedEventException("no CloudEvent", e);
        }
    }

    private static Event<?> toEvent(CloudEvent cloudEvent, EventKind kind) {
        CloudEventData data = cloudEvent.getData();
        String subject = cloudEvent.getSubject();
        if (data == null || subject == null || cloudEvent.getTime() == null) {
            throw new MalformedEventException(cloudEvent.getType() + " without data, subject or time", null);
        }
        try {
            Object sequence = cloudEvent.getExtension(SEQUENCE);
            return new Event<>(UUID.fromString(cloudEvent.getId()), cloudEvent.getType(),
                    cloudEvent.getSource().toString(), cloudEvent.getTime().toInstant(), subject,
                    sequence == null ? 0 : Long.parseLong(sequence.toString()),
                    EventJson.read(data.toBytes(), kind.dataType()));
        } catch (RuntimeException e) {
            throw new MalformedEventException(cloudEvent.getType() + " of an unexpected shape", e);
        }
    }
}
