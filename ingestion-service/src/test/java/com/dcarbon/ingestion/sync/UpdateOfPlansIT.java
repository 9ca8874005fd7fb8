// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import com.dcarbon.testing.TestPostgres;

/** What was imported before there were plans, frontiers and a ledger is taken over. */
class UpdateOfPlansIT {
    private final TestPostgres.Database database = TestPostgres.freshDatabase();

    @Test
    void authorizationsThatStandGetPlansAndBlocksTheirFrontierAndGaps() throws SQLException {
        migrate("4");
        try (Connection connection = database.connect(); var statement = connection.createStatement()) {
            statement.execute(
                    """
                            insert into import_jobs (id, facility_id, authorization_id, provider_id, method, kind, attempt_key, state,
                                window_start, window_end, next_attempt_at, created_at, error_code)
                            select gen_random_uuid(), f::uuid, f::uuid, 'pge', 'green_button', 'historical', 'authorized-1', state,
                                   timestamptz '2026-01-01 00:00Z', timestamptz '2026-04-01 00:00Z', timestamptz '2026-04-01 00:00Z',
                                   timestamptz '2026-04-01 00:00Z', code
                              from (values ('00000000-0000-0000-0000-000000000001', 'done', null),
                                           ('00000000-0000-0000-0000-000000000002', 'failed', 'authorization_ended'),
                                           ('00000000-0000-0000-0000-000000000003', 'failed', 'provider_unavailable'))
                                   as jobs (f, state, code);
                            insert into meters (id, facility_id, authorization_id, provider_id, usage_point_id, role, commodity, blocks,
                                time_zone, source, created_at)
                            select m, m, m, 'pge', '1', 'net', 'electricity', '{}', 'America/Los_Angeles', 'green_button',
                                   timestamptz '2026-04-01 00:00Z' from (values ('00000000-0000-0000-0000-000000000001'::uuid),
                                   ('00000000-0000-0000-0000-000000000002')) as f (m);
                            insert into interval_blocks (meter_id, direction, start_at, end_at, interval_seconds, power_of_ten, values,
                                qualities, source, changed_at)
                            select '00000000-0000-0000-0000-000000000001', 'delivered', at::timestamptz,
                                   at::timestamptz + interval '4 hours', 3600, 0, v::bigint[], array_fill(17::smallint, array[4]),
                                   'green_button', timestamptz '2026-04-01 00:00Z'
                              from (values ('2026-01-01 00:00Z', '{1,2,3,4}'), ('2026-01-01 04:00Z', '{1,null,null,4}'),
                                           ('2026-01-01 10:00Z', '{1,2,3,4}')) as blocks (at, v)""");
        }
        migrate("6");

        assertThat(read("""
                select right(authorization_id::text, 1) || ' ' || live || ' ' ||
                       coalesce(to_char(covered_until at time zone 'UTC', 'YYYY-MM-DD'), 'never')
                  from sync_plans order by authorization_id"""))
                .containsExactly("1 true 2026-04-01", "2 false never", "3 true never");
        assertThat(read("select right(id::text, 1) || ' ' || (released_at is null) from meters order by id"))
                .containsExactly("1 true", "2 false");
        assertThat(read("""
                select direction || ' ' || to_char(first_at at time zone 'UTC', 'HH24') || '-' ||
                       to_char(frontier at time zone 'UTC', 'HH24') || ' ' || interval_seconds from meter_series"""))
                .containsExactly("delivered 00-14 3600");
        assertThat(
                read("""
                        select to_char(start_at at time zone 'UTC', 'HH24') || '-' || to_char(end_at at time zone 'UTC', 'HH24') ||
                               ' ' || state from interval_gaps order by start_at"""))
                .containsExactly("05-07 open", "08-10 open");
    }

    private void migrate(String version) {
        Flyway.configure().dataSource(database.jdbcUrl(), database.username(), database.password())
                .locations("classpath:db/platform", "classpath:db/migration").target(version).load().migrate();
    }

    private List<String> read(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.connect();
                var found = connection.createStatement().executeQuery(sql)) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }
}
