// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.outbox;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

import io.micrometer.core.instrument.MeterRegistry;
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
 */
final class OutboxRelay {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration FIRST_DELAY = Duration.ofMillis(500);
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
    private static final String CLAIM_SLOT = """
            select slot from outbox_slots s
            where exists (select 1 from outbox o
                          where o.slot = s.slot and o.published_at is null
                            and not exists (select 1 from outbox held
                                            where held.slot = o.slot and held.subject = o.subject
                                              and held.published_at is null and held.position <= o.position
                                              and held.next_attempt_at > now()))
            order by random() limit 1
            for update skip locked""";
    private static final String READ_SLOT = """
            select id, topic, type, subject, sequence, occurred_at, data, traceparent, attempts
            from outbox o
            where o.slot = :slot and o.published_at is null
              and not exists (select 1 from outbox held
                              where held.slot = o.slot and held.subject = o.subject and held.published_at is null
                                and held.position <= o.position and held.next_attempt_at > now())
            order by position limit 200""";
    private static final String MARK_PUBLISHED = "update outbox set published_at = now() where id = any(:ids)";
    private static final String MARK_FAILED = """
            update outbox set attempts = attempts + 1, last_error = :error,
                              next_attempt_at = now() + make_interval(secs => :delay)
            where id = :id""";

    private final DatabaseClient database;
    private final TransactionalOperator tx;
    private final KafkaTemplate<String, byte[]> kafka;
    private final String source;
    private final MeterRegistry metrics;

    OutboxRelay(DatabaseClient database, TransactionalOperator tx, KafkaTemplate<String, byte[]> kafka, String source,
            MeterRegistry metrics) {
        this.database = database;
        this.tx = tx;
        this.kafka = kafka;
        this.source = source;
        this.metrics = metrics;
    }

    /** Publishes what waits in one slot; false if there was no slot with waiting events that nobody else works on. */
    Mono<Boolean> relayOneSlot() {
        return database.sql(CLAIM_SLOT)
                .map(row -> row.get("slot", Integer.class))
                .one()
                .flatMap(this::publishSlot)
                .as(tx::transactional)
                .defaultIfEmpty(false)
                // A connection that died silently must not hold this loop for ever.
                .timeout(LIMIT);
    }

    private Mono<Boolean> publishSlot(int slot) {
        return database.sql(READ_SLOT).bind("slot", slot).map(OutboxRow::of).all()
                .collect(Collectors.groupingBy(OutboxRow::subject, LinkedHashMap::new, Collectors.toList()))
                .flatMapIterable(Map::values)
                .flatMap(this::publishInOrder)
                .collectList()
                .flatMap(results -> mark(results).thenReturn(!results.isEmpty()));
    }

    /** Stops at the first event that cannot be published, so that none of its subject overtakes it. */
    private Flux<Result> publishInOrder(List<OutboxRow> ofSubject) {
        return Flux.fromIterable(ofSubject).concatMap(this::publish).takeUntil(result -> !result.published());
    }

    private Mono<Result> publish(OutboxRow row) {
        return Mono.defer(() -> Mono.fromFuture(kafka.send(row.message(source))))
                // Sending may wait for metadata, and must not do so on an event loop.
                .subscribeOn(Schedulers.boundedElastic())
                .map(_ -> new Result(row, null))
                .onErrorResume(error -> Mono.just(new Result(row, error)));
    }

    private Mono<Void> mark(List<Result> results) {
        UUID[] published = results.stream().filter(Result::published).map(r -> r.row().id()).toArray(UUID[]::new);
        metrics.counter("dcarbon.outbox.published").increment(published.length);
        return database.sql(MARK_PUBLISHED).bind("ids", published).then()
                .thenMany(Flux.fromIterable(results).filter(result -> !result.published()))
                .concatMap(this::markFailed)
                .then();
    }

    private Mono<Void> markFailed(Result failed) {
        OutboxRow row = failed.row();
        metrics.counter("dcarbon.outbox.failures", "topic", row.topic()).increment();
        LOG.atWarn().addKeyValue("event_id", row.id()).addKeyValue("topic", row.topic())
                .addKeyValue("attempts", row.attempts() + 1).setCause(failed.error())
                .log("an event could not be published and is tried again");
        return database.sql(MARK_FAILED)
                .bind("error", String.valueOf(failed.error()))
                .bind("delay", delay(row.attempts()).toMillis() / 1000.0)
                .bind("id", row.id())
                .then();
    }

    private static Duration delay(int attempts) {
        long longest = Math.min(LONGEST_DELAY.toMillis(), FIRST_DELAY.toMillis() << Math.min(attempts, 10));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    }

    private record Result(OutboxRow row, @Nullable Throwable error) {

        boolean published() {
            return error == null;
        }
    }
}
