// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A service's database, closed to the roles of the others. The service works with a role of the same name, which owns the
 * database, or not: then another role does, and what its service may do is said by the migrations.
 *
 * @param password of the service's role; known on this machine only
 */
public record Database(String name, String password, boolean ownedApart) {

    /** A database that its service's role owns. */
    public Database(String name, String password) {
        this(name, password, false);
    }

    /** The role that owns the database and runs the migrations. */
    public String owner() {
        return ownedApart ? name + "_owner" : name;
    }

    /** The password of that role. */
    public String ownerPassword() {
        return ownedApart ? password + "-owner" : password;
    }

    /** Makes roles and database where they are missing. */
    void make(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String database = statement.enquoteIdentifier(name, true);
            makeRole(connection, name, password);
            makeRole(connection, owner(), ownerPassword());
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                statement.execute(
                        "CREATE DATABASE " + database + " OWNER " + statement.enquoteIdentifier(owner(), true));
                statement.execute("REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
            }
        }
    }

    /** The service's role may enter; what it still owns, from a time when it was the owner, goes to the owner. */
    void handOver(Connection inside) throws SQLException {
        if (ownedApart) {
            try (Statement statement = inside.createStatement()) {
                statement.execute("REASSIGN OWNED BY " + statement.enquoteIdentifier(name, true) + " TO "
                        + statement.enquoteIdentifier(owner(), true));
                // Only now: what a role could do as the owner goes with the ownership.
                statement.execute("GRANT CONNECT ON DATABASE %1$s TO %1$s".formatted(
                        statement.enquoteIdentifier(name, true)));
            }
        }
    }

    private static void makeRole(Connection connection, String role, String password) throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE ROLE " + statement.enquoteIdentifier(role, true)
                        + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD " + statement.enquoteLiteral(password));
            }
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        }
    }

    @Override
    public String toString() {
        return "Database[" + name + "]";
    }
}
