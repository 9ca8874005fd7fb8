// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.dcarbon.audit.chain.rules.DayRange;
import com.dcarbon.audit.chain.rules.Fault;
import com.dcarbon.audit.chain.rules.Fault.Kind;
import com.dcarbon.audit.chain.rules.Verdict;

/** Somebody with all rights over the database changes what was written; the chain tells where first. */
class TamperingIT {
    private static final LocalDate FIRST = LocalDate.parse("2026-11-18");
    private static final LocalDate SECOND = LocalDate.parse("2026-11-19");
    private static final LocalDate OPEN = LocalDate.parse("2026-11-20");
    private static final LogDatabase LOG = new LogDatabase().migrated();
    private static final String OF_SECOND = " where day = '2026-11-19' and number = ";
    private static final String COLUMNS = """
            (id, day, number, event_type, occurred_at, user_id, facility_id, authorization_id, details, recorded_at,
            personal_digest, hash) select\s""";

    private final List<UUID> ofSecond = new ArrayList<>();

    /** Three entries, five of which the last but one says something of a person, and four on a day that is open. */
    @BeforeEach
    void writes() throws SQLException {
        LOG.empty();
        try (Connection connection = LOG.service().connect()) {
            for (int number = 1; number <= 12; number++) {
                LocalDate day = number <= 3 ? FIRST : number <= 8 ? SECOND : OPEN;
                UUID id = UUID.randomUUID();
                Instant arrival = Instant.parse(day + "T10:00:00.123456Z").plusSeconds(number);
                LogDatabase.append(connection, id, arrival.minusMillis(7), arrival, number == 7 ? "2001:db8::7" : null);
                if (day.equals(SECOND)) {
                    ofSecond.add(id);
                }
            }
        }
    }

    @Test
    void isSoundAsItWasWritten() {
        assertThat(verify(DayRange.ALL)).isEqualTo(new Verdict(12, null));
        assertThat(verify(new DayRange(SECOND, SECOND))).isEqualTo(new Verdict(5, null));
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("another word", SECOND, 3, 3, Kind.ALTERED,
                        "update audit_entries set details = '{\"meters\":3}'" + OF_SECOND + 3),
                change("another user", SECOND, 1, 1, Kind.ALTERED,
                        "update audit_entries set user_id = 'somebody'" + OF_SECOND + 1),
                change("another time", SECOND, 5, 5, Kind.ALTERED,
                        "update audit_entries set occurred_at = occurred_at + interval '1 microsecond'" + OF_SECOND
                                + 5),
                change("another facility", SECOND, 2, 2, Kind.ALTERED,
                        "update audit_entries set facility_id = null" + OF_SECOND + 2),
                change("a fitting hash", SECOND, 4, 4, Kind.ALTERED,
                        "update audit_entries set user_id = 'x'" + OF_SECOND + 3,
                        "update audit_entries e set hash = audit_hash((select hash from audit_entries" + OF_SECOND
                                + "2), e)" + OF_SECOND + 3),
                change("an entry less", SECOND, 2, 0, Kind.MISSING, "delete from audit_entries" + OF_SECOND + 2),
                change("two swapped", SECOND, 2, 4, Kind.ALTERED,
                        "update audit_entries set number = 99" + OF_SECOND + 2,
                        "update audit_entries set number = 2" + OF_SECOND + 4,
                        "update audit_entries set number = 4" + OF_SECOND + 99),
                change("the end cut off", SECOND, 4, 0, Kind.MISSING,
                        "delete from audit_entries where day = '2026-11-19' and number >= 4"),
                change("the end of the open day cut off", OPEN, 3, 0, Kind.MISSING,
                        "delete from audit_entries where day = '2026-11-20' and number >= 3"),
                change("the end cut off and the record made to fit", OPEN, 1, 0, Kind.DETACHED,
                        "delete from audit_entries where day = '2026-11-19' and number >= 4",
                        "update audit_days set entries = 3, head = (select hash from audit_entries" + OF_SECOND
                                + "3) where day = '2026-11-19'"),
                change("an entry more", SECOND, 6, 0, Kind.SURPLUS, "insert into audit_entries" + COLUMNS
                        + "'01930000-0000-7000-8000-000000000006', day, 6, event_type, occurred_at, user_id, facility_id,"
                        + " authorization_id, details, recorded_at, personal_digest, hash from audit_entries"
                        + OF_SECOND
                        + 5),
                change("another address", SECOND, 4, 4, Kind.PERSONAL_ALTERED,
                        "update audit_personal set ip_address = '2001:db8::8'"),
                change("a day less, entries kept", SECOND, 1, 0, Kind.DAY_MISSING,
                        "delete from audit_days where day = '2026-11-19'"),
                change("a day less", OPEN, 1, 0, Kind.DETACHED, "delete from audit_entries where day = '2026-11-19'",
                        "delete from audit_days where day = '2026-11-19'"),
                change("the first day less", SECOND, 1, 0, Kind.DETACHED,
                        "delete from audit_entries where day = '2026-11-18'",
                        "delete from audit_days where day = '2026-11-18'"),
                change("another root", OPEN, 4, 0, Kind.ROOT_ALTERED,
                        "update audit_days set head = sha256('') where day = '2026-11-20'"));
    }

    /** @param stands which entry of the second day now stands at the fault, or 0 if none or another does */
    private static Arguments change(String what, LocalDate day, long number, int stands, Kind kind, String... sql) {
        return arguments(what, day, number, stands, kind, sql);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void tellsTheDayAndTheFirstEntryAtFault(String what, LocalDate day, long number, int stands, Kind kind,
            String[] sql)
            throws SQLException {
        LOG.asSuperuser(sql);

        Verdict verdict = verify(DayRange.ALL);

        Fault fault = verdict.fault();
        assertThat(fault).as(what).isNotNull();
        assertThat(List.of(fault.day(), fault.number(), fault.kind())).containsExactly(day, number, kind);
        if (stands > 0) {
            assertThat(fault.id()).isEqualTo(ofSecond.get(stands - 1));
        }
        if (kind == Kind.MISSING) {
            assertThat(fault.id()).isNull();
        }
        assertThat(verify(new DayRange(FIRST, FIRST)).isSound()).as("the day before").isTrue();
    }

    @Test
    void staysSoundWhenWhatItSaysOfAPersonIsErased() throws SQLException {
        assertThat(LOG.texts("select erase_personal_data('nobody of the log', 'nobody@example.com', now())"))
                .containsExactly("0");
        assertThat(LOG.texts("select count(*) from audit_personal")).containsExactly("1");

        assertThat(LOG.texts("select erase_personal_data('system:ingestion-service', null, now())"))
                .containsExactly("1");

        assertThat(LOG.texts("select count(*) from audit_personal")).containsExactly("0");
        assertThat(LOG.texts("select details ->> 'person_id' from (select details::json as details from audit_entries"
                + " where event_type = 'personal_data_erased' order by number desc limit 1) e"))
                .containsExactly("system:ingestion-service");
        assertThat(verify(DayRange.ALL)).isEqualTo(new Verdict(14, null));
    }

    @Test
    void erasesWhatOthersEntriesSayOfAnAddress() throws SQLException {
        UUID id = UUID.randomUUID();
        LOG.asSuperuser("set session_replication_role = origin",
                """
                        select append_audit_entry('%s', 'operator_invited', now(), 'owner', null, null, '{}', now(), '203.0.113.9',
                            '{"email":"Jane@Example.com"}')"""
                        .formatted(id));

        assertThat(LOG.texts("select erase_personal_data('ane', 'ane@example.com', now())")).containsExactly("0");
        assertThat(LOG.texts("select erase_personal_data('jane', 'jane@example.co', now())")).containsExactly("0");
        assertThatThrownBy(() -> LOG.texts("select erase_personal_data('jane', '@', now())"))
                .hasMessageContaining("no mail address");
        assertThat(LOG.texts("select erase_personal_data('jane', 'jane@example.com', now())")).containsExactly("1");

        assertThat(LOG.texts("select entry_id from audit_personal where entry_id = '%s'".formatted(id))).isEmpty();
        assertThat(verify(DayRange.ALL)).isEqualTo(new Verdict(16, null));
    }

    private static Verdict verify(DayRange range) {
        return LogDatabase.await(LOG.verifying().verify(range));
    }
}
