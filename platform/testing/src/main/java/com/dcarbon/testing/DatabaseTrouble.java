// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.testing;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What can befall a database while a service works with it. Closing it ends all trouble, so that the tests after this
 * one find the database well.
 */
public final class DatabaseTrouble implements AutoCloseable {
    private static final String OTHERS = "datname = current_database() and pid <> pg_backend_pid()";

    private final TestPostgres.Database database;
    private final Connection connection;

    /** Its own connection stays, whatever happens to those of others. */
    public DatabaseTrouble(TestPostgres.Database database) throws SQLException {
        this.database = database;
        this.connection = database.connect();
    }

    /** Everybody's connection ends and nobody gets a new one. */
    public void takeAway() throws SQLException {
        execute("alter database %s connection limit 0".formatted(database.name()));
        killAll();
    }

    /** Everybody's connection ends, whatever it does just now; new ones are welcome. */
    public void killAll() throws SQLException {
        execute("select pg_terminate_backend(pid) from pg_stat_activity where " + OTHERS);
    }

    /** The database is there again. */
    public void giveBack() throws SQLException {
        execute("alter database %s connection limit -1".formatted(database.name()));
    }

    /**
     * Holds up everybody who writes to the table, in the middle of their transactions, until {@link #letWrite}. Readers
     * are not held up.
     */
    public void holdUpWriters(String table) throws SQLException {
        connection.setAutoCommit(false);
        execute("lock table %s in share row exclusive mode".formatted(table));
    }

    /** Those who were held up go on. */
    public void letWrite() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** How many connections wait for a lock in a statement that holds that text. */
    public int waiting(String text) throws SQLException {
        return count("select pid", text);
    }

    /**
     * Ends the connections that wait for a lock in a statement that holds that text.
     *
     * @return how many there were
     */
    public int killWaiting(String text) throws SQLException {
        return count("select pg_terminate_backend(pid)", text);
    }

    private int count(String select, String text) throws SQLException {
        // Else a transaction, such as the one that holds writers up, sees for ever what it saw first.
        execute("select pg_stat_clear_snapshot()");
        try (var statement = connection.prepareStatement(
                select + " from pg_stat_activity where " + OTHERS
                        + " and wait_event_type = 'Lock' and query ilike ?")) {
            statement.setString(1, "%" + text + "%");
            int rows = 0;
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    rows++;
                }
            }
            return rows;
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            letWrite();
            giveBack();
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
