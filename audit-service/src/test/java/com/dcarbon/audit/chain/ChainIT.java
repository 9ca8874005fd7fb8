// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.dcarbon.audit.AuditProblem;
import com.dcarbon.audit.chain.rules.ChainDay;
import com.dcarbon.audit.chain.rules.DayRange;
import com.dcarbon.audit.chain.rules.Verdict;
import com.dcarbon.platform.paging.PageRequest;
import com.dcarbon.platform.problem.ProblemException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** How the chain grows, whoever appends at the same time and whatever dies in the middle. */
class ChainIT {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-21T00:00:00Z");
    private static final LogDatabase LOG = new LogDatabase().migrated();

    @BeforeEach
    void begins() throws SQLException {
        LOG.empty();
    }

    @Test
    void doesNotForkHoweverManyAppendAtTheSameTime() throws Exception {
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            writers.add(() -> write(25));
        }
        int kept = 0;
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (Future<Integer> writer : threads.invokeAll(writers)) {
                kept += writer.get();
            }
        }

        assertThat(verify()).isEqualTo(new Verdict(kept, null));
        assertThat(LOG.texts("select count(*) from audit_entries")).containsExactly(String.valueOf(kept));
    }

    /** Around midnight, each third one taken back. */
    private static int write(int entries) throws SQLException {
        int kept = 0;
        try (Connection connection = LOG.service().connect()) {
            connection.setAutoCommit(false);
            for (int number = 0; number < entries; number++) {
                Instant arrival = MIDNIGHT.plusMillis(number - entries / 2);
                LogDatabase.append(connection, UUID.randomUUID(), arrival, arrival, null);
                if (number % 3 == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                    kept++;
                }
            }
        }
        return kept;
    }

    @Test
    void goesOnWhereItWasWhenAWriterIsKilledInTheMiddle() throws SQLException {
        LOG.append(NOON);
        try (Connection connection = LOG.service().connect()) {
            connection.setAutoCommit(false);
            LogDatabase.append(connection, UUID.randomUUID(), NOON, NOON, "203.0.113.7");
            LOG.asSuperuser("select pg_terminate_backend(pid) from pg_stat_activity where usename = '%s'"
                    .formatted(LOG.service().username()));
        }

        LOG.append(NOON.plusSeconds(1));

        assertThat(verify()).isEqualTo(new Verdict(2, null));
    }

    @Test
    void takesAnEntryOnce() throws SQLException {
        UUID id = UUID.randomUUID();
        try (Connection connection = LOG.service().connect()) {
            assertThat(LogDatabase.append(connection, id, NOON, NOON, null)).isTrue();
            assertThat(LogDatabase.append(connection, id, NOON, NOON, null)).isFalse();
        }

        assertThat(verify()).isEqualTo(new Verdict(1, null));
    }

    @Test
    void putsALateEntryIntoTheDayOnWhichItArrives() throws SQLException {
        LOG.append(NOON);
        LOG.append(MIDNIGHT);
        try (Connection connection = LOG.service().connect()) {
            LogDatabase.append(connection, UUID.randomUUID(), NOON, MIDNIGHT.plusSeconds(1), null);
            // A replica whose clock is behind.
            LogDatabase.append(connection, UUID.randomUUID(), NOON, MIDNIGHT.minusSeconds(1), null);
        }

        assertThat(LOG.texts("select day || ' ' || entries from audit_days order by day"))
                .containsExactly("2026-11-20 1", "2026-11-21 3");
        assertThat(verify()).isEqualTo(new Verdict(4, null));
    }

    @Test
    void addsNothingToADayThatIsClosed() throws SQLException {
        LOG.append(NOON);
        assertThat(LogDatabase.await(LOG.chain().close(LocalDate.parse("2026-11-21"), MIDNIGHT).collectList()))
                .extracting(ChainDay::day)
                .containsExactly(LocalDate.parse("2026-11-20"));

        LOG.append(MIDNIGHT.minusSeconds(1));

        assertThat(LOG.texts("select day || ' ' || entries from audit_days order by day"))
                .containsExactly("2026-11-20 1", "2026-11-21 1");
        assertThat(verify()).isEqualTo(new Verdict(2, null));
    }

    @Test
    void closesADaySomeMinutesAfterMidnightAndTellsItOnce() throws SQLException {
        LOG.append(NOON);

        close(MIDNIGHT.plusSeconds(299));
        assertThat(LOG.texts("select closed_at from audit_days")).containsExactly((String) null);
        close(MIDNIGHT.plusSeconds(300));
        assertThat(LOG.texts("select announced from audit_days where closed_at is not null")).containsExactly("t");
        assertThat(LogDatabase.await(LOG.chain().close(LocalDate.parse("2026-11-21"), MIDNIGHT).collectList()))
                .isEmpty();
    }

    @Test
    void tellsADayUntilItWasToldAndTheOthersMeanwhile() throws SQLException {
        LogDatabase log = new LogDatabase().migrated();
        log.append(NOON);
        log.append(MIDNIGHT);
        String notYet = "select day from audit_days where closed_at is not null and not announced";
        ClosingDays closing = log.closing(Clock.fixed(MIDNIGHT.plusSeconds(86_400 + 300), ZoneOffset.UTC));

        // The entry of the first day cannot be read.
        log.asSuperuser("alter table audit_entries alter column recorded_at drop not null",
                "update audit_entries set recorded_at = null where day = '2026-11-20'");
        assertThatThrownBy(() -> LogDatabase.await(closing.close())).isInstanceOf(NullPointerException.class);
        assertThat(log.texts(notYet)).containsExactly("2026-11-20");
        assertThat(log.texts("select day from audit_days where announced")).containsExactly("2026-11-21");

        log.asSuperuser("update audit_entries set recorded_at = '%s' where day = '2026-11-20'".formatted(NOON));
        LogDatabase.await(closing.close());
        assertThat(log.texts(notYet)).isEmpty();
        assertThat(log.texts("select closed_at = '%s' from audit_days where day = '2026-11-20'".formatted(MIDNIGHT)))
                .containsExactly("t");
    }

    @Test
    void showsHowFarADayIsAhead() throws SQLException {
        var metrics = new SimpleMeterRegistry();
        ClosingDays closing = LOG.closing(Clock.fixed(NOON, ZoneOffset.UTC), metrics);
        LOG.append(NOON);

        LogDatabase.await(closing.close());
        assertThat(metrics.get("dcarbon.audit.days.ahead").gauge().value()).isZero();
        LOG.append(NOON.plus(Duration.ofDays(3)));
        LogDatabase.await(closing.close());
        assertThat(metrics.get("dcarbon.audit.days.ahead").gauge().value()).isEqualTo(3);
        LogDatabase.await(LOG.closing(Clock.fixed(NOON.plus(Duration.ofDays(9)), ZoneOffset.UTC), metrics).close());
        assertThat(verify()).isEqualTo(new Verdict(2, null));
    }

    @Test
    void needsOneConnectionForManyDays() throws SQLException {
        for (int day = 0; day < 5; day++) {
            LOG.append(NOON.plus(Duration.ofDays(day)));
        }

        assertThat(LogDatabase.await(LOG.verifyingWithOneConnection().verify(DayRange.ALL)))
                .isEqualTo(new Verdict(5, null));
    }

    @Test
    void verifiesNotMoreThanTwiceAtATime() throws Exception {
        LOG.append(NOON);
        Verifying verifying = LOG.verifying();
        List<CompletableFuture<Verdict>> underWay;
        try (Connection reader = LOG.owner().connect(); var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("lock table audit_entries in access exclusive mode");
            underWay = List.of(verifying.ask(DayRange.ALL).toFuture(), verifying.ask(DayRange.ALL).toFuture());

            assertThatThrownBy(() -> LogDatabase.await(verifying.ask(DayRange.ALL)))
                    .isInstanceOfSatisfying(ProblemException.class,
                            busy -> assertThat(busy.type()).isEqualTo(AuditProblem.VERIFICATION_BUSY));
            assertThat(underWay).noneMatch(CompletableFuture::isDone);
        }

        for (CompletableFuture<Verdict> verification : underWay) {
            assertThat(verification.get(60, TimeUnit.SECONDS)).isEqualTo(new Verdict(1, null));
        }
        assertThat(LogDatabase.await(verifying.ask(DayRange.ALL))).isEqualTo(new Verdict(1, null));
    }

    @Test
    void beginsEachDayWithTheRootOfTheOneBefore() throws SQLException {
        LOG.append(NOON);
        LOG.append(MIDNIGHT.plusSeconds(86_400));

        var first = LogDatabase.await(LOG.chain().days(DayRange.ALL, new PageRequest(1, null)));
        var second = LogDatabase.await(LOG.chain().days(DayRange.ALL, new PageRequest(1, first.nextCursor())));

        assertThat(first.items().getFirst().previousRoot()).isEqualTo(ChainDay.NOTHING);
        assertThat(first.items().getFirst().closedAt()).isEqualTo(MIDNIGHT.plusSeconds(86_400));
        assertThat(second.items().getFirst().previousRoot()).isEqualTo(first.items().getFirst().head());
        assertThat(second.items().getFirst().day()).isEqualTo(LocalDate.parse("2026-11-22"));
        assertThat(second.nextCursor()).isNull();
    }

    @Test
    void takesInTheEntriesThatWereWrittenBeforeThereWasAChain() throws SQLException {
        LogDatabase former = new LogDatabase();
        former.flyway(former.service().username()).target("1").load().migrate();
        try (var connection = former.owner().connect(); var statement = connection.createStatement()) {
            statement.execute(
                    """
                            insert into audit_entries (id, event_type, occurred_at, user_id, ip_address, details, recorded_at)
                            select gen_random_uuid(), 'operator_invited', timestamptz '2026-11-18 12:00+00' + n * interval '9 hours', 'owner',
                                   '203.0.113.7', '{"email":"new@example.com","attempt":' || n || '}',
                                   timestamptz '2026-11-18 12:00+00' + n * interval '9 hours'
                            from generate_series(1, 5) n""");
        }

        former.migrated();

        assertThat(LogDatabase.await(former.verifying().verify(DayRange.ALL))).isEqualTo(new Verdict(5, null));
        assertThat(former.texts("select day || ' ' || entries from audit_days order by day"))
                .containsExactly("2026-11-18 1", "2026-11-19 2", "2026-11-20 2");
        assertThat(former.texts("select details from audit_entries order by day, number")).first()
                .isEqualTo("{\"attempt\": 1}");
        assertThat(former.texts("select ip_address || ' ' || details from audit_personal")).hasSize(5)
                .allMatch(text -> text.equals("203.0.113.7 {\"email\": \"new@example.com\"}"));
    }

    private static void close(Instant now) {
        LogDatabase.await(LOG.closing(Clock.fixed(now, ZoneOffset.UTC)).close());
    }

    private static Verdict verify() {
        return LogDatabase.await(LOG.verifying().verify(DayRange.ALL));
    }
}
