// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.dcarbon.testing.TestPostgres;

/** Asks the service's database over one connection for all tests: to connect costs more than to ask. */
final class Asking {
    private static @Nullable Connection open;

    private Asking() {}

    static List<Map<String, @Nullable Object>> rows(TestPostgres.Database database, String sql) {
        return ask(database, sql, statement -> {
            var result = statement.executeQuery(sql);
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            while (result.next()) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.put(result.getMetaData().getColumnLabel(column), result.getObject(column));
                }
                rows.add(row);
            }
            return rows;
        });
    }

    static int execute(TestPostgres.Database database, String sql) {
        return ask(database, sql, statement -> statement.executeUpdate(sql));
    }

    private static synchronized <T> T ask(TestPostgres.Database database, String sql, Question<T> question) {
        try (var statement = connection(database).createStatement()) {
            return question.ask(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static Connection connection(TestPostgres.Database database) throws SQLException {
        Connection present = open;
        if (present == null || present.isClosed() || !present.getCatalog().equals(database.name())) {
            present = database.connect();
            open = present;
        }
        return present;
    }

    /** What is to be had from a statement. */
    private interface Question<T> {
        T ask(Statement statement) throws SQLException;
    }
}
