// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.r2dbc.core.DatabaseClient;

import com.dcarbon.audit.chain.LogDatabase;
import com.dcarbon.audit.chain.rules.Fault;
import com.dcarbon.audit.chain.rules.Fault.Kind;
import com.dcarbon.audit.chain.rules.Verdict;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** What is kept no longer goes, type by type and day by day; the chain tells what went by the policy and what otherwise. */
class RetentionIT {
    private static final LocalDate OLD = LocalDate.parse("2015-03-01");
    private static final LocalDate YOUNGER = LocalDate.parse("2020-03-01");
    /** Well before today, since the database goes by its own clock where that is behind. */
    private static final Instant NOW = Instant.parse("2024-06-01T12:00:00Z");
    private static final int WRITTEN = 14;
    private static final String POLICY = """
            {"*":"P7Y","interval_data_accessed":"P1Y","audit_entries_dropped":"P7Y"}""";
    private static final LogDatabase LOG = new LogDatabase();

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @BeforeAll
    static void decides() {
        LOG.keeps(POLICY);
    }

    /** Five entries of long ago, seven of some years ago, of which three are accesses, and two of these days. */
    @BeforeEach
    void writes() throws SQLException {
        LOG.empty();
        try (Connection connection = LOG.service().connect()) {
            for (int number = 1; number <= 5; number++) {
                append(connection, number % 2 == 0 ? "interval_data_accessed" : "data_exported", OLD, number);
            }
            for (int number = 1; number <= 7; number++) {
                append(connection, number % 2 == 0 ? "interval_data_accessed" : "data_exported", YOUNGER, number);
            }
            append(connection, "interval_data_accessed", LocalDate.ofInstant(NOW, ZoneOffset.UTC), 1);
            append(connection, "data_exported", LocalDate.ofInstant(NOW, ZoneOffset.UTC), 2);
        }
        LOG.close(NOW);
    }

    @Test
    void leavesARootOfWhatIsPastAndHashesOfWhatIsPastInPart() throws SQLException {
        DroppingEntries dropping = dropping(2);
        int records = 0;
        for (boolean more = true; more;) {
            more = LogDatabase.await(dropping.drop());
            records = Integer.parseInt(count("audit_entries where event_type = 'audit_entries_dropped'"));
            Verdict verdict = LOG.verify();
            assertThat(verdict.fault()).isNull();
            assertThat(verdict.entries() + verdict.dropped()).isEqualTo(WRITTEN + records);
        }

        assertThat(LOG.verify()).isEqualTo(new Verdict(WRITTEN - 8 + records, 8, null));
        assertThat(LOG.texts("select day || ' ' || dropped || ' of ' || entries || ' ' || (dropped_at is not null)"
                + " from audit_days order by day")).startsWith("2015-03-01 5 of 5 true", "2020-03-01 3 of 7 false");
        assertThat(LOG.texts("select number from audit_dropped order by day, number")).containsExactly("2", "4", "6");
        assertThat(count("audit_entries where event_type = 'interval_data_accessed'")).isEqualTo("1");
        assertThat(count("audit_personal")).isEqualTo(count("audit_entries where user_id = 'owner'"));
        assertThat(metrics.get("dcarbon.audit.entries.dropped").counter().count()).isEqualTo(8);
        assertThat(metrics.get("dcarbon.audit.retention.overdue.days").gauge().value()).isZero();
    }

    @Test
    void tellsOfEachDropInTheLogItself() throws SQLException {
        dropAll(1_000);

        assertThat(LOG
                .texts("""
                        select user_id || ': ' || (d ->> 'day') || ' ' || (d ->> 'period') || ' ' || (d ->> 'event_types') || ' '
                               || coalesce(d ->> 'root', 'no root')
                        from (select user_id, details::json as d, number from audit_entries
                              where event_type = 'audit_entries_dropped') records order by number"""))
                .satisfiesExactly(
                        accesses -> assertThat(accesses).startsWith("system:audit-service: 2015-03-01 7 years")
                                .contains("\"data_exported\": 3").endsWith("no root"),
                        others -> assertThat(others).contains(" 2015-03-01 1 year ", "\"interval_data_accessed\": 2")
                                .matches(".* [0-9a-f]{64}"),
                        younger -> assertThat(younger).contains(" 2020-03-01 1 year ").endsWith("no root"));
    }

    @Test
    void goesOnWhereItWasWhenItIsKilledInTheMiddle() throws Exception {
        CompletableFuture<Boolean> step;
        try (Connection appending = LOG.owner().connect(); var statement = appending.createStatement()) {
            appending.setAutoCommit(false);
            statement.execute("select one from audit_chain for update");
            step = dropping(2).drop().toFuture();
            // Its entries are deleted, its record waits for its turn.
            await().atMost(Duration.ofSeconds(30)).until(() -> !LOG.texts(
                    "select pid from pg_stat_activity where wait_event_type = 'Lock' and usename = '%s'"
                            .formatted(LOG.service().username()))
                    .isEmpty());
            LOG.asSuperuser("select pg_terminate_backend(pid) from pg_stat_activity where usename = '%s'"
                    .formatted(LOG.service().username()));
            assertThatThrownBy(() -> step.get(30, TimeUnit.SECONDS)).isNotNull();
        }

        assertThat(LOG.verify()).isEqualTo(new Verdict(WRITTEN, null));
        dropAll(2);
        assertThat(LOG.verify().dropped()).isEqualTo(8);
        assertThat(LOG.verify().isSound()).isTrue();
    }

    @Test
    void leavesItToOneReplicaAtATime() throws SQLException {
        try (Connection other = LOG.service().connect(); var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select drop_audit_entries(gen_random_uuid(), '%s', 1)".formatted(NOW));

            assertThat(LogDatabase.await(dropping(2).drop())).isFalse();
            other.rollback();
        }
        assertThat(LogDatabase.await(dropping(2).drop())).isTrue();
    }

    @Test
    void dropsNothingOfADayWhoseRootNobodyWasTold() throws SQLException {
        LOG.asSuperuser("update audit_days set announced = false where day = '2015-03-01'");

        dropAll(1_000);

        assertThat(count("audit_entries where day = '2015-03-01'")).isEqualTo("5");
    }

    @Test
    void doesNotLetTheServicesRoleDropWhatThePolicyKeeps() throws SQLException {
        dropAll(1_000);
        LOG.append(Instant.now());
        LOG.close(Instant.now().plus(Duration.ofDays(2)));
        String young = "audit_entries where event_type = 'meters_imported'";
        assertThat(count(young)).isEqualTo("1");
        for (String moment : List.of("9999-12-31", "infinity")) {
            try (Connection service = LOG.service().connect(); var statement = service.createStatement()) {
                statement.execute("select drop_audit_entries(gen_random_uuid(), '%s', 10000)".formatted(moment));
            } catch (SQLException e) {
                assertThat(moment).as(e.getMessage()).isEqualTo("infinity");
            }
            assertThat(count(young)).isEqualTo("1");
        }
    }

    @Test
    void looksAgainAtAllDaysForATypeThatIsKeptForATimeOfItsOwnFromNowOn() throws SQLException {
        dropAll(1_000);
        LOG.keeps("""
                {"*":"P7Y","interval_data_accessed":"P1Y","data_exported":"P30D","audit_entries_dropped":"P7Y"}""");

        dropAll(1_000);
        LOG.keeps(POLICY);

        assertThat(LOG.texts("select day from audit_days where dropped_at is not null order by day"))
                .containsExactly("2015-03-01", "2020-03-01");
        assertThat(count("audit_dropped")).isEqualTo("0");
        assertThat(LOG.verify().dropped()).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "update audit_dropped set hash = sha256('') where number = 4 | 2020-03-01 | 5 | ALTERED",
            "delete from audit_dropped where number = 4 | 2020-03-01 | 4 | MISSING",
            "delete from audit_entries where event_type = 'audit_entries_dropped' and details like '%2020-03-01%' | 2020-03-01 | 2 | DROP_UNRECORDED",
            "with gone as (delete from audit_entries where day = '2020-03-01' and number = 3 returning *) insert into audit_dropped select day, number, id, hash, (select dropped_by from audit_dropped limit 1) from gone | 2020-03-01 | 2 | DROP_UNRECORDED",
            "with gone as (delete from audit_entries where day = '2020-03-01' and number = 7 returning *) insert into audit_dropped select day, number, id, hash, id from gone | 2020-03-01 | 7 | DROP_UNRECORDED",
            "update audit_days set dropped = 7, dropped_at = now() where day = '2020-03-01' | 2020-03-01 | 0 | DROP_UNRECORDED",
            "delete from audit_entries where event_type = 'audit_entries_dropped' and details like '%root%' | 2015-03-01 | 0 | DROP_UNRECORDED",
            "update audit_days set head = sha256('') where day = '2015-03-01' | 2015-03-01 | 0 | DROP_UNRECORDED",
            "update audit_entries set details = '{ }' where day = '2020-03-01' and number = 3 | 2020-03-01 | 3 | ALTERED"})
    void tellsWhatWentOtherwise(String change, LocalDate day, long number, Kind kind) throws SQLException {
        dropAll(1_000);
        assertThat(LOG.verify().isSound()).isTrue();

        LOG.asSuperuser(change);

        Fault fault = LOG.verify().fault();
        assertThat(fault).isNotNull();
        assertThat(List.of(fault.day(), fault.number(), fault.kind())).containsExactly(day, number, kind);
    }

    private void dropAll(int atOnce) {
        DroppingEntries dropping = dropping(atOnce);
        for (boolean more = true; more;) {
            more = LogDatabase.await(dropping.drop());
        }
    }

    private DroppingEntries dropping(int atOnce) {
        return new DroppingEntries(DatabaseClient.create(LOG.connections()),
                new RetentionSettings(Period.ofYears(7), List.of(), atOnce, Duration.ofHours(1)),
                Clock.fixed(NOW, ZoneOffset.UTC), metrics);
    }

    private static void append(Connection connection, String type, LocalDate day, int number) throws SQLException {
        try (var statement = connection.prepareStatement(
                "select append_audit_entry(?, ?, ?, 'owner', null, null, '{}', ?, '203.0.113.9', '{}')")) {
            Timestamp arrival = Timestamp.from(day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(number));
            statement.setObject(1, UUID.randomUUID());
            statement.setString(2, type);
            statement.setTimestamp(3, arrival);
            statement.setTimestamp(4, arrival);
            statement.execute();
        }
    }

    private static String count(String what) throws SQLException {
        return LOG.texts("select count(*) from " + what).getFirst();
    }
}
