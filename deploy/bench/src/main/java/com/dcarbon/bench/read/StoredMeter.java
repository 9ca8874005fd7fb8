// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench.read;

import java.sql.Connection;
import java.util.UUID;

import com.dcarbon.bench.BenchStack;
import com.dcarbon.bench.IngestionProcess;

/**
 * A meter of quarter hours, stored twice: as the service has it, and as everyone has it, a row each behind an index.
 *
 * @param id the meter's
 * @param rows how many readings it has
 */
record StoredMeter(UUID id, long rows) {
    /** Who may see it. */
    static final String OWNER = "bench-owner";
    private static final int PER_DAY = 96;

    private static final String PEOPLE = """
            insert into facilities (facility_id, version, name, owner_role, owner_id, discarded)
            values ('%1$s', 1, 'Roof', 'owner_operator', 'bench-owner', false);
            insert into meters (id, facility_id, authorization_id, provider_id, usage_point_id, role, commodity, blocks,
                time_zone, source, created_at)
            values ('%1$s', '%1$s', '%1$s', 'bench', '1', 'net', 'electricity', '{}', 'America/Los_Angeles',
                'green_button', now())""";

    private static final String BLOCKS = """
            insert into interval_blocks (meter_id, direction, start_at, end_at, interval_seconds, power_of_ten, values,
                qualities, source, changed_at)
            select '%s', direction, day, day + interval '24 hours', 900, -3,
                   (select array_agg((random() * 2000000)::bigint + quarter + extract(day from day)::int)
                      from generate_series(1, 96) as quarter),
                   array_fill(17::smallint, array[96]), 'green_button', now()
              from unnest(array[%s]) as direction,
                   generate_series(timestamptz '2015-01-01 08:00Z', timestamptz '2015-01-01 08:00Z'
                       + interval '24 hours' * %d, interval '24 hours') as day""";

    private static final String ROWS = """
            create table if not exists readings (meter_id uuid not null, direction text not null,
                start_at timestamptz not null, end_at timestamptz not null, wh numeric not null, quality smallint,
                estimated boolean not null, primary key (meter_id, start_at, direction));
            insert into readings select meter_id, direction, start_at, end_at, wh, quality, false from intervals
             where meter_id = '%s' order by start_at, direction""";

    static StoredMeter of(BenchStack stack, int days, String... directions) throws Exception {
        UUID id = UUID.randomUUID();
        stack.ingestion();
        try (Connection connection = stack.postgres().connect(IngestionProcess.DATABASE);
                var statement = connection.createStatement()) {
            statement.execute(PEOPLE.formatted(id));
            statement.execute(BLOCKS.formatted(id, "'" + String.join("','", directions) + "'", days - 1));
            statement.execute(ROWS.formatted(id));
            statement.execute("vacuum analyze interval_blocks");
            statement.execute("vacuum analyze readings");
        }
        stack.postgres().settle();
        return new StoredMeter(id, (long) days * PER_DAY * directions.length);
    }

    /** What the API shows of it, from the service's own tables. */
    String fromBlocks() {
        return "select start_at, end_at, direction, wh, quality, quality_doubt(quality) = 3 as estimated from intervals "
                + "where meter_id = '" + id + "' order by start_at, direction";
    }

    /** The same from indexed rows. */
    String fromRows() {
        return "select start_at, end_at, direction, wh, quality, estimated from readings where meter_id = '" + id
                + "' order by start_at, direction";
    }
}
