// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.events.Event;
import com.dcarbon.events.EventKind;
import com.dcarbon.events.Topic;
import com.dcarbon.events.intervals.SyncFailed;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.sample.SampleApplication;
import com.dcarbon.platform.work.BackgroundLoop;
import com.dcarbon.testing.KafkaProbe;
import com.dcarbon.testing.ServiceIT;
import com.dcarbon.testing.TestPostgres;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactory;

/** Whatever happens to a relay: each event comes, the first time in its order, and has one effect. */
@ServiceIT(classes = SampleApplication.class)
class OutboxTroubleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UUID facility = Ids.next();
    private final KafkaProbe kafka = KafkaProbe.shared();

    @Autowired
    private Outbox outbox;
    @Autowired
    private TransactionalOperator tx;
    @Autowired
    private DatabaseClient database;
    @Autowired
    private TestPostgres.Database server;
    @Autowired
    private ConnectionFactory connections;
    @Autowired
    private KafkaTemplate<String, byte[]> template;
    @Autowired
    private MeterRegistry metrics;
    @Autowired
    private Clock clock;
    @Autowired
    @Qualifier("outboxRelayLoop")
    private BackgroundLoop relayLoop;

    @Autowired
    @Qualifier("outboxRefusalsLoop")
    private BackgroundLoop refusalsLoop;

    @BeforeEach
    void letTheTestRelay() throws InterruptedException {
        var stopped = new CountDownLatch(1);
        relayLoop.stop(stopped::countDown);
        stopped.await();
    }

    @AfterEach
    void relayAgain() {
        relayLoop.start();
    }

    @Test
    void aConnectionThatIsCutInTheMiddleLosesNothing() {
        publish(facility, 1, 5);
        var sent = new AtomicInteger();
        var unlucky = relay(message -> {
            if (sent.incrementAndGet() == 3) {
                cutTheRelaysConnection();
            }
            return template.send(message);
        });

        unlucky.relayOneSlot().onErrorComplete().block(PATIENCE);
        assertThat(waiting(facility)).isEqualTo(5);
        assertThat(records(facility)).hasSize(5);
        relayEverything();

        assertThat(records(facility)).hasSize(10);
        assertThat(records(facility).stream().map(Event::sequence).distinct()).containsExactly(1L, 2L, 3L, 4L, 5L);
        awaitEffects(facility, 5);
    }

    @Test
    void whatAProcessSentBeforeItDiedIsSentAgainAndHasOneEffect() {
        publish(facility, 1, 2);
        var dying = relay(message -> template.send(message).thenCompose(_ -> new CompletableFuture<>()));
        var process = dying.relayOneSlot().subscribe();
        kafka.awaitEvent(Topic.INTERVAL_DATA, event -> event.subject().equals(facility.toString()));
        assertThat(relay(template::send).relayOneSlot().block(PATIENCE)).as("the slot is another relay's").isFalse();

        process.dispose();
        relayEverything();

        assertThat(records(facility)).extracting(Event::sequence).containsExactly(1L, 1L, 2L);
        assertThat(records(facility).get(0).id()).as("a repetition is one").isEqualTo(records(facility).get(1).id());
        awaitEffects(facility, 2);
    }

    @Test
    void kafkasAbsenceDelaysEverythingInItsOrder() {
        publish(facility, 1, 3);
        var away = relay(nowhere()::send);
        for (int attempt = 1; attempt <= 3; attempt++) {
            int attempts = attempt;
            await().atMost(PATIENCE).until(() -> Boolean.TRUE.equals(away.relayOneSlot().block(PATIENCE)));
            assertThat(number("select sum(attempts) from outbox where subject = '%s'", facility)).isEqualTo(attempts);
        }
        assertThat(waiting(facility)).isEqualTo(3);
        assertThat(refused(facility)).as("nothing is wrong with the event").isZero();

        await().atMost(PATIENCE).until(() -> {
            relayEverything();
            return waiting(facility) == 0;
        });

        assertThat(records(facility)).extracting(Event::sequence).containsExactly(1L, 2L, 3L);
        awaitEffects(facility, 3);
    }

    @Test
    void anEventThatKafkaRefusesForEverHoldsItsOwnSubjectOnlyAndIsReported() {
        publish(facility, 1, "x".repeat(1_200_000));
        publish(facility, 2, 3);
        UUID neighbour = inTheSameSlotAs(facility);
        publish(neighbour, 1, 2);
        relayEverything();

        assertThat(records(neighbour)).extracting(Event::sequence).containsExactly(1L, 2L);
        assertThat(records(facility)).isEmpty();
        assertThat(refused(facility)).isOne();
        refusalsLoop.wake();
        await().atMost(PATIENCE).until(() -> metrics.get("dcarbon.outbox.refused").gauge().value() == 1);

        // What someone who was alerted may do: here the event, else Kafka's limit.
        change("""
                update outbox set data = replace(data, repeat('x', 1200000), 'x'),
                                  next_attempt_at = now() - interval '1 second'
                where subject = '%s'""".formatted(facility));
        relayEverything();

        assertThat(records(facility)).extracting(Event::sequence).containsExactly(1L, 2L, 3L);
        assertThat(refused(facility)).isZero();
        refusalsLoop.wake();
        await().atMost(PATIENCE).until(() -> metrics.get("dcarbon.outbox.refused").gauge().value() == 0);
    }

    @Test
    void whatGatheredDuringALongAbsenceIsMadeUpForQuicklyBesideSubjectsThatStillFail() {
        change("""
                insert into outbox (id, slot, topic, type, subject, sequence, occurred_at, data, attempts,
                                    next_attempt_at)
                select gen_random_uuid(), abs(hashtext(subject) % 16), 'dcarbon.interval-data', 'sync_failed', subject,
                       n, now(), '{}', case when failing and n = 1 then 3 else 0 end,
                       case when failing and n = 1 then now() + interval '1 hour' else now() end
                from (select 'backlog-' || s as subject, s % 10 = 0 as failing, n
                      from generate_series(1, 5000) s, generate_series(1, 4) n order by n, s) waiting""");
        var sent = new AtomicInteger();
        var quick = relay(_ -> CompletableFuture.completedFuture(sent.incrementAndGet()));

        await().atMost(PATIENCE).pollInterval(Duration.ZERO)
                .until(() -> Boolean.FALSE.equals(quick.relayOneSlot().block(PATIENCE)));

        assertThat(sent).hasValue(4500 * 4);
        change("delete from outbox where subject like 'backlog-%'");
    }

    @Test
    void theListenerHearsOfEventsInEveryRoundAndAfterItsConnectionWasCut() {
        var woken = new AtomicInteger();
        var listener = new OutboxListener(connections, Duration.ofMillis(300));
        var listening = listener.listen(woken::incrementAndGet).onErrorReturn(true).repeat().subscribe();
        try {
            for (int round = 1; round <= 3; round++) {
                int before = woken.get();
                await().atMost(PATIENCE).until(() -> {
                    publish(Ids.next(), 1, 1);
                    return woken.get() > before;
                });
                change("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where datname = current_database() and query like 'LISTEN%'""");
            }
            assertThat(number("select count(*) from pg_stat_activity where query like 'LISTEN%%' and datname = '%s'",
                    server.name())).isLessThanOrEqualTo(2);
        } finally {
            listening.dispose();
            relayEverything();
        }
    }

    private OutboxRelay relay(Function<ProducerRecord<String, byte[]>, CompletableFuture<?>> send) {
        return new OutboxRelay(database, tx, send, "/test",
                new OutboxMarks(database, clock, new SimpleMeterRegistry()), clock);
    }

    private void relayEverything() {
        var healthy = relay(template::send);
        await().atMost(PATIENCE).until(() -> Boolean.FALSE.equals(healthy.relayOneSlot().block(PATIENCE)));
    }

    private static KafkaTemplate<String, byte[]> nowhere() {
        return new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1", ProducerConfig.MAX_BLOCK_MS_CONFIG, 200),
                new StringSerializer(), new ByteArraySerializer()));
    }

    private void publish(UUID subject, int first, int last) {
        for (int version = first; version <= last; version++) {
            publish(subject, version, "The utility is away.");
        }
    }

    private void publish(UUID subject, int version, String message) {
        outbox.publish(EventKind.SYNC_FAILED, subject.toString(), version,
                new SyncFailed(subject, subject, "pge", "provider_down", message, 1, null))
                .as(tx::transactional).block(PATIENCE);
    }

    private List<Event<?>> records(UUID subject) {
        return kafka.events(Topic.INTERVAL_DATA, event -> event.subject().equals(subject.toString()));
    }

    private void awaitEffects(UUID subject, int expected) {
        UUID last = Ids.next();
        publish(last, 1, 1);
        relayEverything();
        await().atMost(PATIENCE).until(() -> effects(last) == 1);
        await().atMost(PATIENCE).until(() -> effects(subject) >= expected);
        assertThat(effects(subject)).isEqualTo(expected);
    }

    private long effects(UUID subject) {
        return number("select count(*) from effects where subject = '%s'", subject);
    }

    private long waiting(UUID subject) {
        return number("select count(*) from outbox where published_at is null and subject = '%s'", subject);
    }

    private long refused(UUID subject) {
        return number("select count(*) from outbox where refused_at is not null and subject = '%s'", subject);
    }

    private UUID inTheSameSlotAs(UUID subject) {
        return Objects.requireNonNull(database.sql("""
                select candidate from (select gen_random_uuid() as candidate from generate_series(1, 2000)) candidates
                where abs(hashtext(candidate::text) % 16) = abs(hashtext(:subject) % 16) limit 1""")
                .bind("subject", subject.toString())
                .map(row -> row.get("candidate", UUID.class)).one().block(PATIENCE));
    }

    private long number(String sql, Object subject) {
        return Objects.requireNonNull(database.sql(sql.formatted(subject)).map(row -> row.get(0, Long.class)).one()
                .block(PATIENCE));
    }

    private void cutTheRelaysConnection() {
        change("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and state = 'idle in transaction' and pid <> pg_backend_pid()""");
    }

    private void change(String sql) {
        try (var connection = server.connect(); var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
