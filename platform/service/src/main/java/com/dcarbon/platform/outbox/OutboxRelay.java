// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Brings events from the outbox to Kafka: at least once, in order per subject, shared by any number of replicas.
 *
 * <p>Rows are spread over sixteen slots by their subject. A relay holds one slot's row lock while it publishes that
 * slot's events; another relay skips the slot. If the process dies, the lock goes with its connection and the rows are
 * still unpublished, so that the next relay publishes them (again). An event that cannot be published holds back only
 * its own subject.
 *
 * <p>What is looked for is what is not published yet, never what comes after a remembered place: so no event is passed
 * over that was given an earlier place by a transaction that committed later.
 */
final class OutboxRelay {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String NOT_HELD_BACK = """
            and not exists (select 1 from outbox failing
                            where failing.slot = o.slot and failing.subject = o.subject
                              and failing.published_at is null and failing.attempts > 0
                              and failing.position <= o.position and failing.next_attempt_at > :now)
            """;
    private static final String CLAIM_SLOT = """
            select slot from outbox_slots s
            where exists (select 1 from outbox o where o.slot = s.slot and o.published_at is null
            %s)
            order by random() limit 1
            for update skip locked""".formatted(NOT_HELD_BACK);
    private static final String READ_SLOT = """
            select id, topic, type, subject, sequence, occurred_at, data, traceparent, attempts
            from outbox o
            where o.slot = :slot and o.published_at is null
            %s
            order by position limit 200""".formatted(NOT_HELD_BACK);

    private final DatabaseClient database;
    private final TransactionalOperator tx;
    private final Function<ProducerRecord<String, byte[]>, CompletableFuture<?>> kafka;
    private final String source;
    private final OutboxMarks marks;
    private final Clock clock;

    /** @param kafka sends a record; its future ends well once all replicas that are in sync have it */
    OutboxRelay(DatabaseClient database, TransactionalOperator tx,
            Function<ProducerRecord<String, byte[]>, CompletableFuture<?>> kafka, String source, OutboxMarks marks,
            Clock clock) {
        this.database = database;
        this.tx = tx;
        this.kafka = kafka;
        this.source = source;
        this.marks = marks;
        this.clock = clock;
    }

    /** Publishes what waits in one slot; false if there was no slot with waiting events that nobody else works on. */
    Mono<Boolean> relayOneSlot() {
        return database.sql(claimSlot(clock.instant()))
                .map(row -> row.get("slot", Integer.class))
                .one()
                .flatMap(this::publishSlot)
                .as(tx::transactional)
                .defaultIfEmpty(false)
                // A connection that died silently must not hold this loop for ever.
                .timeout(LIMIT);
    }

    // Written into the statement and not bound, so that the database plans it each time for what waits now: a plan kept
    // from when the outbox was empty would take minutes with thousands of events that are held back.
    private static String claimSlot(Instant now) {
        return CLAIM_SLOT.replace(":now", "timestamptz '" + now + "'");
    }

    private Mono<Boolean> publishSlot(int slot) {
        return database.sql(READ_SLOT).bind("slot", slot).bind("now", clock.instant()).map(OutboxRow::of).all()
                .collect(Collectors.groupingBy(OutboxRow::subject, LinkedHashMap::new, Collectors.toList()))
                .flatMapIterable(Map::values)
                .flatMap(this::publishInOrder)
                .collectList()
                .flatMap(sendings -> marks.mark(sendings).thenReturn(!sendings.isEmpty()));
    }

    /** Stops at the first event that cannot be published, so that none of its subject overtakes it. */
    private Flux<Sending> publishInOrder(List<OutboxRow> ofSubject) {
        return Flux.fromIterable(ofSubject).concatMap(this::publish).takeUntil(sending -> !sending.succeeded());
    }

    private Mono<Sending> publish(OutboxRow row) {
        return Mono.defer(() -> Mono.fromFuture(kafka.apply(row.message(source))))
                // Sending may wait for metadata, and must not do so on an event loop.
                .subscribeOn(Schedulers.boundedElastic())
                .map(_ -> new Sending(row, null))
                .onErrorResume(error -> Mono.just(new Sending(row, error)));
    }
}
