// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;

import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.dcarbon.audit.chain.rules.DayRange;
import com.dcarbon.audit.chain.rules.Verdict;

/** What the role with which the service works can do to the log: append, and nothing else. */
class RightsIT {
    private static final LogDatabase LOG = new LogDatabase().migrated();
    private static final String NOT_ALLOWED = "42501";

    @BeforeAll
    static void writes() throws SQLException {
        LOG.append(Instant.parse("2026-11-19T12:00:00Z"));
        LOG.append(Instant.parse("2026-11-20T12:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"update audit_entries set details = '{}'", "delete from audit_entries",
            "truncate audit_entries", "delete from audit_entries where recorded_at < now() - interval '10 years'",
            "insert into audit_entries (id) select id from audit_entries", """
                    insert into audit_entries (id, event_type, occurred_at, user_id, details)
                    select id, event_type, occurred_at, user_id, details from audit_entries
                    on conflict (id) do update set user_id = 'nobody'""",
            "merge into audit_entries a using (select 1) s on true when matched then delete",
            "with gone as (delete from audit_entries returning *) select * from gone",
            "copy audit_entries (id) from stdin",
            "set session_replication_role = replica", "alter table audit_entries disable trigger all",
            "drop trigger audit_entries_stay on audit_entries", "drop table audit_entries cascade",
            "alter table audit_entries add column more text", "alter table audit_entries owner to current_user",
            "create rule swallow as on insert to audit_entries do instead nothing",
            "select * from audit_entries for update", "begin; lock table audit_entries in access exclusive mode",
            "update audit_days set head = sha256('')", "delete from audit_days", "truncate audit_days",
            "insert into audit_days select * from audit_days", "delete from audit_chain",
            "update audit_retention set period = '30 days'", "delete from audit_retention",
            "insert into audit_dropped select day, number, id, hash, id from audit_entries",
            "delete from audit_dropped",
            "update audit_days set dropped = entries, dropped_at = now()",
            "select erase_personal_data('x', null, now())",
            "delete from audit_personal", "update audit_personal set ip_address = null",
            "create or replace function audit_field(value text) returns text language sql as 'select null'",
            "select chain_audit_entry(d, gen_random_uuid(), 'x', now(), 'x', null, null, '{}', now(), null, '{}') from audit_days d",
            "drop function audit_hash(bytea, audit_entries)", "create table mine (a int)",
            "delete from flyway_schema_history", "drop schema public cascade",
            "alter default privileges in schema public grant all on tables to public; drop extension pg_trgm cascade"})
    void refusesEverythingElseToTheServicesOwnRole(String statement) throws SQLException {
        try (var connection = LOG.service().connect(); var sql = connection.createStatement()) {
            assertThatThrownBy(() -> sql.execute(statement)).isInstanceOf(SQLException.class)
                    .extracting(refused -> ((SQLException) refused).getSQLState())
                    .isEqualTo(NOT_ALLOWED);
        }
        assertThat(LogDatabase.await(LOG.verifying().verify(DayRange.ALL))).isEqualTo(new Verdict(2, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"update audit_entries set details = '{}'", "delete from audit_entries",
            "truncate audit_entries cascade", "truncate audit_dropped", "delete from audit_days", "truncate audit_days",
            "update audit_days set head = sha256('') where day = '2026-11-19'"})
    void doesNotLetEvenItsOwnerChangeItByMistake(String statement) throws SQLException {
        try (var connection = LOG.owner().connect(); var sql = connection.createStatement()) {
            assertThatThrownBy(() -> sql.execute(statement)).isInstanceOf(SQLException.class)
                    .extracting(refused -> ((SQLException) refused).getSQLState())
                    .isEqualTo(NOT_ALLOWED);
        }
    }

    @Test
    void doesNotStartWithTheRoleThatOwnsTheLog() {
        LogDatabase log = new LogDatabase();

        assertThatThrownBy(() -> log.flyway(log.owner().username()).load().migrate())
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("must not be written by the role that owns it");
    }

    @Test
    void takesRightsBackThatSomebodyHasGiven() throws SQLException {
        LogDatabase log = new LogDatabase().migrated();
        log.asSuperuser("grant all on audit_entries, audit_days to " + log.service().username());

        log.migrated();

        try (var connection = log.service().connect(); var sql = connection.createStatement()) {
            assertThatThrownBy(() -> sql.execute("delete from audit_days")).isInstanceOf(SQLException.class);
        }
    }
}
