// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.Topic;
import com.dcarbon.events.intervals.MetersImported;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.sample.SampleApplication;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.ServiceIT;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@ServiceIT(classes = SampleApplication.class)
class OutboxIT {
    private final KafkaProbe kafka = KafkaProbe.shared();
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final TransactionalOperator tx;
    private final DatabaseClient database;

    @Autowired
    OutboxIT(Outbox outbox, OutboxRelay relay, TransactionalOperator tx, DatabaseClient database) {
        this.outbox = outbox;
        this.relay = relay;
        this.tx = tx;
        this.database = database;
    }

    @Test
    void bringsEachEventOnceAndInOrderOfItsSubjectWithSeveralRelays() {
        List<UUID> facilities = IntStream.range(0, 12).mapToObj(_ -> Ids.next()).toList();
        Mono<Void> writing = Flux.fromIterable(facilities)
                .flatMap(facility -> Flux.range(1, 15).concatMap(version -> publish(facility, version)))
                .then();
        Mono<Void> otherReplicas = Flux.range(0, 60)
                .flatMap(_ -> relay.relayOneSlot().subscribeOn(Schedulers.parallel()), 3)
                .then();
        Mono.when(writing, otherReplicas).block(Duration.ofSeconds(60));

        Set<String> subjects = facilities.stream().map(UUID::toString).collect(Collectors.toSet());
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(unpublished()).isZero());
        List<Event<?>> events = kafka.events(Topic.INTERVAL_DATA, event -> subjects.contains(event.subject()));
        assertThat(events).hasSize(12 * 15);
        for (String subject : subjects) {
            assertThat(events.stream().filter(event -> event.subject().equals(subject)).map(Event::sequence))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 15).mapToObj(Long::valueOf).toList());
        }
    }

    @Test
    void saysNothingOfATransactionThatWasRolledBack() {
        UUID facility = Ids.next();
        publishing(facility, 1).then(Mono.error(new IllegalStateException("changed my mind")))
                .as(tx::transactional).onErrorComplete().block(Duration.ofSeconds(10));
        publish(facility, 2).block(Duration.ofSeconds(10));

        kafka.awaitEvent(Topic.INTERVAL_DATA, event -> event.subject().equals(facility.toString()));
        assertThat(kafka.events(Topic.INTERVAL_DATA, event -> event.subject().equals(facility.toString())))
                .extracting(Event::sequence).containsExactly(2L);
    }

    @Test
    void holdsBackOnlyTheSubjectWhoseEventCannotBePublished() {
        UUID healthy = Ids.next();
        UUID poisoned = Ids.next();
        database.sql("""
                insert into outbox (id, slot, topic, type, subject, sequence, occurred_at, data)
                values (:id, abs(hashtext(:subject) % 16), 'dcarbon.interval-data', 'no_such_event', :subject, 1, now(),
                        '{}')""")
                .bind("id", Ids.next()).bind("subject", poisoned.toString()).then().block(Duration.ofSeconds(10));
        publish(poisoned, 2).block(Duration.ofSeconds(10));
        publish(healthy, 1).block(Duration.ofSeconds(10));

        kafka.awaitEvent(Topic.INTERVAL_DATA, event -> event.subject().equals(healthy.toString()));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(attempts(poisoned)).isPositive());
        assertThat(kafka.events(Topic.INTERVAL_DATA, event -> event.subject().equals(poisoned.toString()))).isEmpty();
        database.sql("delete from outbox where subject = :subject").bind("subject", poisoned.toString()).then()
                .block(Duration.ofSeconds(10));
    }

    private Mono<Void> publish(UUID facility, long version) {
        return publishing(facility, version).as(tx::transactional);
    }

    private Mono<Void> publishing(UUID facility, long version) {
        return outbox.publish(EventKind.METERS_IMPORTED, facility.toString(), version,
                new MetersImported(facility, facility, List.of(), Instant.EPOCH));
    }

    private @Nullable Long unpublished() {
        return database.sql("select count(*) as n from outbox where published_at is null and type = 'meters_imported'")
                .map(row -> row.get("n", Long.class)).one().block(Duration.ofSeconds(10));
    }

    private @Nullable Integer attempts(UUID subject) {
        return database.sql("select max(attempts) as n from outbox where subject = :subject")
                .bind("subject", subject.toString())
                .map(row -> row.get("n", Integer.class)).one().block(Duration.ofSeconds(10));
    }
}
