// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthorizationCreated;

class EventCodecTest {
    private static final UUID ID = UUID.fromString("019ab0e6-1111-7c3e-9d55-1f6f0e0f3a01");
    private static final UUID FACILITY = UUID.fromString("019ab0e2-6b1c-7c3e-9d55-1f6f0e0f3a01");
    private static final Instant TIME = Instant.parse("2026-11-20T08:15:00Z");

    @Test
    void writesCloudEventsInBinaryMode() {
        ProducerRecord<String, byte[]> message = EventCodec.encode(Topic.AUTHORIZATIONS, authorizationCreated());

        assertThat(message.topic()).isEqualTo("dcarbon.authorizations");
        assertThat(message.key()).isEqualTo(FACILITY.toString());
        assertThat(texts(message.headers())).isEqualTo(Map.of("ce_specversion", "1.0", "ce_id", ID.toString(),
                "ce_type",
                "authorization_created", "ce_source", "/authorization-service", "ce_time", "2026-11-20T08:15:00Z",
                "ce_subject", FACILITY.toString(), "ce_dataschema",
                "https://schemas.dcarbon.example/events/authorization-created.schema.json", "ce_sequence", "7",
                "content-type", "application/json"));
        assertThat(Contract.tree(message.value())).isEqualTo(Contract.sample(EventKind.AUTHORIZATION_CREATED, "v1"));
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatItWrote(EventKind kind) {
        EventData data = EventJson.read(Contract.bytesOf(Contract.sample(kind, "v1")), kind.dataType());
        String type = kind == EventKind.AUDIT_RECORDED ? "interval_data_accessed" : kind.typeName();
        Event<EventData> event = new Event<>(ID, type, "/some-service", TIME, FACILITY.toString(), 7, data);

        assertThat(EventCodec.decode(received(EventCodec.encode(kind.topic(), event)))).contains(event);
    }

    @Test
    void doesNotPublishAnEventOnAnotherTopicThanItsOwn() {
        assertThatThrownBy(() -> EventCodec.encode(Topic.INTERVAL_DATA, authorizationCreated()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void passesOverTypesOfTomorrow() {
        ProducerRecord<String, byte[]> message = EventCodec.encode(Topic.AUTHORIZATIONS, authorizationCreated());
        replace(message, "ce_type", "authorization_admired");

        assertThat(EventCodec.decode(received(message))).isEmpty();
    }

    @Test
    void takesAnEventWithoutSequenceAsTheOldest() {
        ProducerRecord<String, byte[]> message = EventCodec.encode(Topic.AUTHORIZATIONS, authorizationCreated());
        message.headers().remove("ce_sequence");

        assertThat(EventCodec.decode(received(message)).orElseThrow().sequence()).isZero();
    }

    @Test
    void refusesWhatIsNoCloudEvent() {
        var message = new ProducerRecord<>(Topic.AUTHORIZATIONS.topicName(), "key",
                "{}".getBytes(StandardCharsets.UTF_8));

        assertMalformed(message);
    }

    @Test
    void refusesDataOfAnotherShape() {
        ProducerRecord<String, byte[]> sound = EventCodec.encode(Topic.AUTHORIZATIONS, authorizationCreated());

        assertMalformed(new ProducerRecord<>(sound.topic(), null, sound.key(),
                "{\"facility_id\":7}".getBytes(StandardCharsets.UTF_8), sound.headers()));
    }

    @Test
    void refusesAnIdThatIsNone() {
        ProducerRecord<String, byte[]> message = EventCodec.encode(Topic.AUTHORIZATIONS, authorizationCreated());
        replace(message, "ce_id", "seven");

        assertMalformed(message);
    }

    private static void assertMalformed(ProducerRecord<String, byte[]> message) {
        assertThatThrownBy(() -> EventCodec.decode(received(message))).isInstanceOf(MalformedEventException.class);
    }

    private static void replace(ProducerRecord<String, byte[]> message, String header, String value) {
        message.headers().remove(header).add(header, value.getBytes(StandardCharsets.UTF_8));
    }

    private static Event<AuthorizationCreated> authorizationCreated() {
        return new Event<>(ID, "authorization_created", "/authorization-service", TIME, FACILITY.toString(), 7,
                new AuthorizationCreated(FACILITY, UUID.fromString("019ab0e4-0d2f-7a41-8c11-5b9c6f1d2e02"),
                        AuthMethod.GREEN_BUTTON, "pge", TIME, 2, false));
    }

    private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
        var received = new ConsumerRecord<>(sent.topic(), 0, 0, sent.key(), sent.value());
        sent.headers().forEach(received.headers()::add);
        return received;
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new TreeMap<>();
        headers.forEach(header -> texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return texts;
    }
}
