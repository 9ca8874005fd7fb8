// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventCodec;
import com.dcarbon.events.Topic;
import com.dcarbon.events.intervals.SyncFailed;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.sample.SampleApplication;
import com.dcarbon.testing.DatabaseTrouble;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.ServiceIT;
import com.dcarbon.testing.TestPostgres;

import io.micrometer.core.instrument.MeterRegistry;

@ServiceIT(classes = SampleApplication.class)
class InboxIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaProbe kafka = KafkaProbe.shared();
    private final UUID facility = Ids.next();
    private final DatabaseClient database;
    private final TestPostgres.Database server;
    private final MeterRegistry metrics;

    @Autowired
    InboxIT(DatabaseClient database, TestPostgres.Database server, MeterRegistry metrics) {
        this.database = database;
        this.server = server;
        this.metrics = metrics;
    }

    @Test
    void hasOneEffectHoweverOftenAnEventComesAndCountsTheOthers() {
        double duplicates = counted("duplicate");
        double processed = counted("processed");
        Event<SyncFailed> first = event(facility, 1);
        kafka.publish(Topic.INTERVAL_DATA, first);
        kafka.publish(Topic.INTERVAL_DATA, first);
        kafka.publish(Topic.INTERVAL_DATA, event(facility, 2));
        kafka.publish(Topic.INTERVAL_DATA, first);

        await().atMost(PATIENCE).until(() -> counted("duplicate") == duplicates + 2);
        await().atMost(PATIENCE).until(() -> counted("processed") == processed + 2);
        assertThat(effects(facility)).isEqualTo(2);
    }

    @Test
    void passesOverWhatItHasNoUseFor() {
        double ignored = counted("ignored");
        var unknown = EventCodec.encode(Topic.INTERVAL_DATA, event(facility, 1));
        unknown.headers().remove("ce_type").add("ce_type", "a_type_of_next_year".getBytes(StandardCharsets.UTF_8));
        kafka.publish(unknown);
        kafka.publish(new ProducerRecord<>(Topic.INTERVAL_DATA.topicName(), facility.toString(), null));
        kafka.publish(Topic.INTERVAL_DATA, event(facility, 2));

        await().atMost(PATIENCE).until(() -> effects(facility) == 1);
        assertThat(counted("ignored")).isEqualTo(ignored + 2);
        assertThat(kafka.records(Topic.INTERVAL_DATA.deadLetterName()))
                .noneMatch(message -> facility.toString().equals(message.key()));
    }

    @Test
    void waitsForADatabaseThatIsAway() throws SQLException {
        try (var trouble = new DatabaseTrouble(server)) {
            trouble.takeAway();
            double failed = counted("failed");
            kafka.publish(Topic.INTERVAL_DATA, event(facility, 1));
            // More often than a handler that fails would be tried.
            await().atMost(PATIENCE).until(() -> counted("failed") >= failed + 7);
        }

        await().atMost(PATIENCE).ignoreExceptions().until(() -> effects(facility) == 1);
        assertThat(kafka.records(Topic.INTERVAL_DATA.deadLetterName()))
                .noneMatch(message -> facility.toString().equals(message.key()));
    }

    private double counted(String outcome) {
        return metrics.get("dcarbon.inbox.events").tag("subscription", "effects").tag("outcome", outcome).counter()
                .count();
    }

    private static Event<SyncFailed> event(UUID facility, long sequence) {
        return new Event<>(Ids.next(), "sync_failed", "/test", Instant.now(), facility.toString(), sequence,
                new SyncFailed(facility, facility, "pge", "provider_down", "The utility is away.", 1, null));
    }

    private long effects(UUID subject) {
        return Objects.requireNonNull(database.sql("select count(*) as n from effects where subject = :subject")
                .bind("subject", subject.toString())
                .map(row -> row.get("n", Long.class)).one().block(Duration.ofSeconds(10)));
    }
}
