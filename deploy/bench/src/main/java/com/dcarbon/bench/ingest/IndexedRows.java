// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench.ingest;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;

import org.postgresql.PGConnection;

import com.dcarbon.bench.DurablePostgres;

/** Readings the way everyone stores them: a row each, found by meter, direction and time; loaded by COPY. */
final class IndexedRows implements AutoCloseable {
    private final Connection connection;

    IndexedRows(DurablePostgres postgres) throws Exception {
        connection = postgres.connect("postgres");
        try (var statement = connection.createStatement()) {
            statement.execute("drop table if exists readings");
            statement.execute(
                    """
                            create table readings (meter_id uuid not null, direction text not null, start_at timestamptz not null,
                                interval_seconds integer not null, value bigint not null, power_of_ten smallint not null,
                                quality smallint, primary key (meter_id, direction, start_at))""");
        }
    }

    /** @return how many seconds it took */
    double copy(Path rows) throws Exception {
        long begin = System.nanoTime();
        try (InputStream in = Files.newInputStream(rows)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy readings from stdin", in, 1 << 16);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    /** On disk, indexes included. */
    long bytes() throws Exception {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_total_relation_size('readings')")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws Exception {
        try (connection; var statement = connection.createStatement()) {
            statement.execute("drop table readings");
        }
    }
}
