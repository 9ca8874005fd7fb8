// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.outbox;

import java.time.Clock;
import java.time.Duration;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.platform.tracing.TraceParents;
import com.dcarbon.platform.work.BackgroundLoop;
import com.dcarbon.platform.work.Backlog;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;

/** The outbox and the loops that empty it. */
@AutoConfiguration(afterName = {"org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration",
        "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"})
public class OutboxAutoConfiguration {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LISTEN = Duration.ofMinutes(1);
    private static final Duration MEASURE = Duration.ofSeconds(15);
    private static final Duration CLEAN = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(7);

    @Bean
    Outbox outbox(DatabaseClient database, Clock clock, TraceParents traces) {
        return new Outbox(database, clock, traces);
    }

    @Bean
    OutboxRelay outboxRelay(DatabaseClient database, TransactionalOperator tx, KafkaTemplate<String, byte[]> kafka,
            @Value("/${spring.application.name}") String source, MeterRegistry metrics, Clock clock) {
        return new OutboxRelay(database, tx, kafka::send, source,
                new OutboxMarks(database, clock, metrics), clock);
    }

    @Bean
    BackgroundLoop outboxRelayLoop(OutboxRelay relay) {
        return new BackgroundLoop("outbox-relay", LOOK, relay::relayOneSlot);
    }

    @Bean
    BackgroundLoop outboxListenerLoop(ConnectionFactory connections,
            @Qualifier("outboxRelayLoop") BackgroundLoop relayLoop) {
        var listener = new OutboxListener(connections, LISTEN);
        return new BackgroundLoop("outbox-listener", LOOK,
                () -> listener.listen(relayLoop::wake).takeUntilOther(relayLoop.ending()));
    }

    @Bean
    BackgroundLoop outboxGaugesLoop(DatabaseClient database, MeterRegistry metrics, Clock clock) {
        var backlog = new Backlog(database, clock, metrics, "dcarbon.outbox.pending",
                "dcarbon.outbox.oldest.age.seconds",
                "select count(*) as waiting, min(occurred_at) as since from outbox where published_at is null");
        return new BackgroundLoop("outbox-gauges", MEASURE, backlog::measure);
    }

    @Bean
    BackgroundLoop outboxRefusalsLoop(DatabaseClient database, MeterRegistry metrics, Clock clock) {
        var refusals = new Backlog(database, clock, metrics, "dcarbon.outbox.refused",
                "dcarbon.outbox.refused.age.seconds",
                """
                        select count(*) as waiting, min(refused_at) as since
                        from outbox where published_at is null and attempts > 0 and refused_at is not null""");
        return new BackgroundLoop("outbox-refusals", MEASURE, refusals::measure);
    }

    @Bean
    BackgroundLoop outboxCleaningLoop(DatabaseClient database, Clock clock) {
        return new BackgroundLoop("outbox-cleaning", CLEAN,
                () -> database.sql("delete from outbox where published_at < :before")
                        .bind("before", clock.instant().minus(KEPT))
                        .then()
                        .thenReturn(false));
    }
}
