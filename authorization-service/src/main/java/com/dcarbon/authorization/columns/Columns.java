// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.columns;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;

/** Columns that may be null, and those that may not. */
public final class Columns {

    private Columns() {}

    /** A parameter that may be null, which needs its type. */
    public static <T> Parameter nullable(@Nullable T value, Class<T> type) {
        return value == null ? Parameters.in(type) : Parameters.in(value);
    }

    /** The value of a column that is declared {@code not null}. */
    public static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
