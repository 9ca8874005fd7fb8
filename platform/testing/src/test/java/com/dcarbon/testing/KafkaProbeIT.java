// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

import com.dcarbon.events.Event;
import com.dcarbon.events.Topic;
import com.dcarbon.events.intervals.MetersImported;

class KafkaProbeIT {
    private final KafkaProbe kafka = KafkaProbe.shared();

    @Test
    void findsWhatWasPublished() {
        Event<MetersImported> event = metersImported();
        kafka.publish(Topic.INTERVAL_DATA, event);
        kafka.publish(Topic.INTERVAL_DATA, event);

        assertThat(kafka.awaitEvent(Topic.INTERVAL_DATA, e -> e.id().equals(event.id()))).isEqualTo(event);
        assertThat(kafka.events(Topic.INTERVAL_DATA, e -> e.id().equals(event.id()))).hasSize(2);
    }

    @Test
    void seesDeadLettersAsTheyAre() {
        byte[] body = "not json".getBytes(StandardCharsets.UTF_8);
        String key = UUID.randomUUID().toString();
        kafka.publish(new ProducerRecord<>(Topic.AUDIT.deadLetterName(), key, body));

        assertThat(kafka.awaitRecord(Topic.AUDIT.deadLetterName(), message -> key.equals(message.key())).value())
                .isEqualTo(body);
    }

    private static Event<MetersImported> metersImported() {
        UUID facility = UUID.randomUUID();
        Instant now = Instant.parse("2026-11-20T08:15:00Z");
        return new Event<>(UUID.randomUUID(), "meters_imported", "/ingestion-service", now, facility.toString(), 1,
                new MetersImported(facility, UUID.randomUUID(), List.of(UUID.randomUUID()), now));
    }
}
