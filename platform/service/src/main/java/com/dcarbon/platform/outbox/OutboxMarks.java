// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;

import com.dcarbon.platform.work.Backoff;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Notes in the outbox what was published and what was not. An event that Kafka refuses for what it is stays where it is
 * and keeps its subject waiting: it is never left out. It is looked at by people (an alert tells them) and tried again
 * now and then, since the remedy may be a setting of Kafka's.
 */
final class OutboxMarks {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxMarks.class);
    private static final Backoff KAFKA_AWAY = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final Backoff REFUSED = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5));
    private static final String PUBLISHED = """
            update outbox set published_at = :now, refused_at = null where id = any(:ids)""";
    private static final String FAILED = """
            update outbox set attempts = attempts + 1, last_error = :error,
                              next_attempt_at = :next,
                              refused_at = case when :refused then coalesce(refused_at, :now) end
            where id = :id""";

    private final DatabaseClient database;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Counter published;

    OutboxMarks(DatabaseClient database, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.clock = clock;
        this.metrics = metrics;
        this.published = metrics.counter("dcarbon.outbox.published");
    }

    /** Call it in the transaction that holds the slot. */
    Mono<Void> mark(List<Sending> sendings) {
        UUID[] ids = sendings.stream().filter(Sending::succeeded).map(s -> s.row().id()).toArray(UUID[]::new);
        return database.sql(PUBLISHED).bind("now", clock.instant()).bind("ids", ids).then()
                .thenMany(Flux.fromIterable(sendings).filter(sending -> !sending.succeeded()))
                .concatMap(this::markFailed)
                .then()
                .doOnSuccess(_ -> published.increment(ids.length));
    }

    private Mono<Void> markFailed(Sending failed) {
        OutboxRow row = failed.row();
        tell(failed);
        Duration delay = (failed.refused() ? REFUSED : KAFKA_AWAY).delay(row.attempts() + 1,
                ThreadLocalRandom.current()::nextDouble);
        Instant now = clock.instant();
        return database.sql(FAILED)
                .bind("error", String.valueOf(failed.error()))
                .bind("now", now)
                .bind("next", now.plus(delay))
                .bind("refused", failed.refused())
                .bind("id", row.id())
                .then();
    }

    private void tell(Sending failed) {
        OutboxRow row = failed.row();
        metrics.counter("dcarbon.outbox.failures", "topic", row.topic()).increment();
        var entry = (failed.refused() ? LOG.atError() : LOG.atWarn()).addKeyValue("event_id", row.id())
                .addKeyValue("topic", row.topic())
                .addKeyValue("subject", row.subject())
                .addKeyValue("attempts", row.attempts() + 1)
                .setCause(failed.error());
        entry.log(failed.refused()
                ? "Kafka refuses an event for what it is; its subject waits until someone sees to it"
                : "an event could not be published and is tried again");
    }
}
