// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A Postgres that loses nothing when it is killed, with ordinary settings: tests run on a laxer one. */
public final class DurablePostgres implements AutoCloseable {
    private final EmbeddedPostgres server;

    private DurablePostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    static DurablePostgres start() throws IOException {
        return new DurablePostgres(EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .start());
    }

    /** A new database, whose owner and name are the same. */
    public void create(String name) throws SQLException {
        try (Connection connection = connect("postgres"); var statement = connection.createStatement()) {
            statement.execute("create role %1$s login password '%1$s'".formatted(name));
            statement.execute("create database %1$s owner %1$s".formatted(name));
        }
    }

    public int port() {
        return server.getPort();
    }

    /** As the superuser. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://localhost:%d/%s".formatted(port(), database), "postgres",
                "postgres");
    }

    /** What was written before is none of the next measurement's business. */
    public void settle() throws SQLException {
        try (Connection connection = connect("postgres"); var statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
