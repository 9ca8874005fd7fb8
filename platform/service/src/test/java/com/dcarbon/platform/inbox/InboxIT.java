// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

import com.dcarbon.events.Event;
import com.dcarbon.events.Topic;
import com.dcarbon.events.intervals.SyncFailed;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.sample.SampleApplication;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.ServiceIT;

@ServiceIT(classes = SampleApplication.class)
class InboxIT {
    private final KafkaProbe kafka = KafkaProbe.shared();
    private final DatabaseClient database;

    @Autowired
    InboxIT(DatabaseClient database) {
        this.database = database;
    }

    @Test
    void hasOneEffectHoweverOftenAnEventComes() {
        UUID facility = Ids.next();
        Event<SyncFailed> first = event(facility, 1);
        kafka.publish(Topic.INTERVAL_DATA, first);
        kafka.publish(Topic.INTERVAL_DATA, first);
        kafka.publish(Topic.INTERVAL_DATA, event(facility, 2));
        kafka.publish(Topic.INTERVAL_DATA, first);

        UUID last = Ids.next();
        kafka.publish(Topic.INTERVAL_DATA, event(last, 1));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(effects(last)).isEqualTo(1));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(effects(facility)).isEqualTo(2));
    }

    @Test
    void putsWhatCannotBeProcessedAsideAndGoesOn() {
        UUID after = Ids.next();
        kafka.publish(new ProducerRecord<>(Topic.INTERVAL_DATA.topicName(), after.toString(), new byte[]{1, 2}));
        kafka.publish(Topic.INTERVAL_DATA, event(SampleApplication.POISON, 1));
        kafka.publish(Topic.INTERVAL_DATA, event(after, 1));

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(effects(after)).isEqualTo(1));
        kafka.awaitRecord(Topic.INTERVAL_DATA.deadLetterName(), message -> after.toString().equals(message.key()));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                kafka.records(Topic.INTERVAL_DATA.deadLetterName()))
                .anyMatch(message -> SampleApplication.POISON.toString().equals(message.key())));
    }

    private static Event<SyncFailed> event(UUID facility, long sequence) {
        return new Event<>(Ids.next(), "sync_failed", "/test", Instant.now(), facility.toString(), sequence,
                new SyncFailed(facility, facility, "pge", "provider_down", "The utility is away.", 1, null));
    }

    private @Nullable Long effects(UUID facility) {
        return database.sql("select count(*) as n from effects where subject = :subject")
                .bind("subject", facility.toString())
                .map(row -> row.get("n", Long.class)).one().block(Duration.ofSeconds(10));
    }
}
