// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.database;

import io.r2dbc.spi.R2dbcException;

/** Codes by which PostgreSQL says why it refused a statement (appendix A of its documentation). */
final class SqlState {
    /** {@code character_not_in_repertoire}: text with U+0000, which it cannot store. */
    static final String UNSTORABLE_CHARACTER = "22021";
    /** {@code query_canceled}. */
    static final String CANCELED = "57014";

    private SqlState() {}

    /** Whether the error, or what caused it, has that code. */
    static boolean is(String code, Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException refused && code.equals(refused.getSqlState())) {
                return true;
            }
        }
        return false;
    }
}
