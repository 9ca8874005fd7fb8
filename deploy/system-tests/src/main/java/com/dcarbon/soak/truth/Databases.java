// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.dcarbon.local.LocalStack;
import com.dcarbon.local.postgres.Database;
import com.dcarbon.local.service.Service;

/** The services' databases, asked by SQL. */
public final class Databases {
    private final LocalStack stack;

    public Databases(LocalStack stack) {
        this.stack = stack;
    }

    /** Those that have one. */
    static List<Service> services() {
        return Arrays.stream(Service.values()).filter(service -> service.database().isPresent()).toList();
    }

    /**
     * The rows that the query, or a change with {@code returning}, answers.
     *
     * @throws IllegalStateException if the database does not answer
     */
    public List<Row> query(Service service, String sql, Object... parameters) {
        Database database = stack.database(service).orElseThrow();
        List<Row> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(stack.jdbcUrl(database), database.name(),
                database.password()); PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int place = 0; place < parameters.length; place++) {
                statement.setObject(place + 1, parameters[place]);
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(Row.of(result));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(service + " does not answer: " + e.getMessage(), e);
        }
    }

    /** The one number that the query answers. */
    long count(Service service, String sql) {
        return query(service, sql).getFirst().columns().values().stream()
                .mapToLong(value -> Long.parseLong(String.valueOf(value)))
                .sum();
    }
}
