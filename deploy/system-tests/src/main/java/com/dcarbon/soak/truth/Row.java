// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.soak.truth;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A row of a query's answer. */
public record Row(Map<String, @Nullable Object> columns) {

    static Row of(ResultSet result) throws SQLException {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
            boolean time = result.getMetaData().getColumnTypeName(column).equals("timestamptz");
            columns.put(result.getMetaData().getColumnLabel(column),
                    time ? result.getObject(column, OffsetDateTime.class) : result.getObject(column));
        }
        return new Row(columns);
    }

    /** The value as text; empty for null. */
    String text(String column) {
        Object value = columns.get(column);
        return value == null ? "" : value.toString();
    }

    long number(String column) {
        return Long.parseLong(text(column));
    }

    BigDecimal decimal(String column) {
        return new BigDecimal(text(column)).stripTrailingZeros();
    }

    Instant time(String column) {
        return OffsetDateTime.parse(text(column)).toInstant();
    }

    @Override
    public String toString() {
        return columns.toString();
    }
}
