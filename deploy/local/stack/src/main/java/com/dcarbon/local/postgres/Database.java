// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A service's database: owned by a role of the same name, closed to the others.
 *
 * @param password of the role; known on this machine only
 */
public record Database(String name, String password) {

    /** Makes role and database where they are missing. */
    void make(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String role = statement.enquoteIdentifier(name, true);
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?")) {
                statement.execute("CREATE ROLE " + role + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD "
                        + statement.enquoteLiteral(password));
            }
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?")) {
                statement.execute("CREATE DATABASE " + role + " OWNER " + role);
                statement.execute("REVOKE ALL ON DATABASE " + role + " FROM PUBLIC");
            }
        }
    }

    private boolean exists(Connection connection, String query) throws SQLException {
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
