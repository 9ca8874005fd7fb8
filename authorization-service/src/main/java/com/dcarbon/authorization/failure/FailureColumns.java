// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.failure;

import static com.dcarbon.authorization.columns.Columns.nullable;
import static com.dcarbon.authorization.columns.Columns.required;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

import io.r2dbc.spi.Readable;

/** The four columns in which tables keep a failure; all of them are null where there is none. */
public final class FailureColumns {

    private FailureColumns() {}

    /** The failure in {@code failure_code} and the others, or null. */
    public static @Nullable Failure read(Readable row) {
        String code = row.get("failure_code", String.class);
        return code == null
                ? null
                : new Failure(code, required(row, "failure_message", String.class),
                        required(row, "failure_action", String.class),
                        required(row, "failure_retryable", Boolean.class));
    }

    /** Binds the parameters of the same names. */
    public static GenericExecuteSpec bind(GenericExecuteSpec sql, @Nullable Failure failure) {
        return sql.bind("failure_code", nullable(failure == null ? null : failure.code(), String.class))
                .bind("failure_message", nullable(failure == null ? null : failure.message(), String.class))
                .bind("failure_action", nullable(failure == null ? null : failure.action(), String.class))
                .bind("failure_retryable", nullable(failure == null ? null : failure.retryable(), Boolean.class));
    }
}
