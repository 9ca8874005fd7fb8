// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import com.dcarbon.events.Event;
import com.dcarbon.events.Topic;
import com.dcarbon.events.audit.AuditRecord;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.testing.DatabaseTrouble;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.ServiceIT;
import com.dcarbon.testing.TestPostgres;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * One entry for each audit record, whatever happens on its way: repetition, disorder, connections that die, a database
 * that is away. {@code -Dseed=} repeats an order.
 */
@ServiceIT(ownedApart = true)
class AuditIntakeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random chance = new Random(seed);
    private final KafkaProbe kafka = KafkaProbe.shared();
    private final TestPostgres.Database database;
    private final MeterRegistry metrics;

    @Autowired
    AuditIntakeIT(TestPostgres.Database database, MeterRegistry metrics) {
        this.database = database;
        this.metrics = metrics;
    }

    @Test
    void keepsEachRecordOnceInWhateverOrderAndHoweverOftenItComes() throws SQLException {
        double before = handled();
        List<Event<AuditRecord>> events = records(40);

        publishThriceShuffled(events);

        await().atMost(PATIENCE).until(() -> handled() >= before + 120);
        assertThat(kept(events)).as("seed " + seed).containsExactlyInAnyOrderElementsOf(ids(events));
    }

    @Test
    void keepsARecordOnceEvenIfItComesAgainWhenTheInboxHasForgottenIt() throws SQLException {
        List<Event<AuditRecord>> events = records(3);
        events.forEach(event -> kafka.publish(Topic.AUDIT, event));
        awaitKept(events);
        try (var connection = database.connect(); var statement = connection.createStatement()) {
            statement.execute("delete from inbox");
        }
        double before = handled();

        events.forEach(event -> kafka.publish(Topic.AUDIT, event));

        await().atMost(PATIENCE).until(() -> handled() >= before + 3);
        assertThat(kept(events)).containsExactlyInAnyOrderElementsOf(ids(events));
    }

    @Test
    void missesNoneAndRepeatsNoneWhenConnectionsDieInTheMiddle() throws SQLException {
        List<Event<AuditRecord>> events = records(20);
        try (var trouble = new DatabaseTrouble(database)) {
            for (int times = 0; times < 4; times++) {
                trouble.holdUpWriters("audit_entries");
                if (times == 0) {
                    publishThriceShuffled(events);
                }
                await().atMost(PATIENCE).until(() -> trouble.killWaiting("append_audit_entry") > 0);
                trouble.letWrite();
            }
        }

        awaitKept(events);
    }

    @Test
    void missesNoneWhenConnectionsDieAtAnyMoment() throws SQLException {
        List<Event<AuditRecord>> events = records(20);
        try (var trouble = new DatabaseTrouble(database)) {
            publishThriceShuffled(events);
            for (int kept = 0; kept < events.size(); kept = awaitMoreThan(kept, events)) {
                trouble.killAll();
            }
        }

        awaitKept(events);
    }

    @Test
    void losesNothingWhileTheDatabaseIsAway() throws SQLException {
        List<Event<AuditRecord>> events = records(20);
        try (var trouble = new DatabaseTrouble(database)) {
            trouble.takeAway();
            publishThriceShuffled(events);
            // Long enough for several vain attempts.
            await().pollDelay(Duration.ofSeconds(6)).until(() -> true);
            trouble.giveBack();
        }

        awaitKept(events);
    }

    private void publishThriceShuffled(List<Event<AuditRecord>> events) {
        List<Event<AuditRecord>> thrice = new ArrayList<>();
        Collections.nCopies(3, events).forEach(thrice::addAll);
        Collections.shuffle(thrice, chance);
        thrice.forEach(event -> kafka.publish(Topic.AUDIT, event));
    }

    /** Of several facilities, so that they spread over Kafka's partitions. */
    private static List<Event<AuditRecord>> records(int count) {
        List<UUID> facilities = List.of(Ids.next(), Ids.next(), Ids.next(), Ids.next());
        return IntStream.range(0, count).mapToObj(number -> record(facilities.get(number % 4), number)).toList();
    }

    private static Event<AuditRecord> record(UUID facility, int number) {
        var audited = new AuditRecord("interval_data_imported", NOON.plusSeconds(number), "system:ingestion-service",
                facility, null, null, Map.of("number", number));
        return new Event<>(Ids.next(), audited.eventType(), "/ingestion-service", audited.timestamp(),
                facility.toString(), 0, audited);
    }

    private void awaitKept(List<Event<AuditRecord>> events) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(kept(events)).as("seed " + seed)
                        .containsExactlyInAnyOrderElementsOf(ids(events)));
        List<String> facilities = events.stream().map(Event::subject).toList();
        assertThat(kafka.records(Topic.AUDIT.deadLetterName()))
                .noneMatch(letter -> facilities.contains(letter.key()));
    }

    private int awaitMoreThan(int known, List<Event<AuditRecord>> events) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> kept(events).size(), kept -> kept > known);
    }

    /** The ids of the entries that are in the log for those events' facilities, one for each entry. */
    private List<UUID> kept(List<Event<AuditRecord>> events) throws SQLException {
        List<UUID> kept = new ArrayList<>();
        try (var connection = database.connect();
                var statement = connection.prepareStatement(
                        "select id from audit_entries where facility_id = any(?)")) {
            statement.setArray(1, connection.createArrayOf("uuid",
                    events.stream().map(event -> event.data().facilityId()).distinct().toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    kept.add(rows.getObject("id", UUID.class));
                }
            }
        }
        return kept;
    }

    private static List<UUID> ids(List<Event<AuditRecord>> events) {
        return events.stream().map(Event::id).toList();
    }

    /** How many records the service has seen, repetitions included. */
    private double handled() {
        return metrics.find("dcarbon.inbox.events").counters().stream()
                .filter(counter -> List.of("processed", "duplicate").contains(counter.getId().getTag("outcome")))
                .mapToDouble(Counter::count).sum();
    }
}
