// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.database;

import java.time.Duration;

import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Mono;

/** How long the statements of one transaction may take, for searches that people put together themselves. */
public final class StatementTimeout {
    /** And plans for the very values that are searched: how many rows have one differs by orders of magnitude. */
    private static final String IMPOSE = """
            select set_config('statement_timeout', :timeout, true), set_config('plan_cache_mode', 'force_custom_plan', true),
                   set_config('jit', 'off', true)""";

    private StatementTimeout() {}

    /** For the rest of the transaction in which it is subscribed to. */
    public static Mono<Void> impose(DatabaseClient database, Duration timeout) {
        return database.sql(IMPOSE).bind("timeout", Long.toString(timeout.toMillis())).then();
    }

    /** Whether the error says that a statement took longer. */
    public static boolean isExceeded(Throwable error) {
        return SqlState.is(SqlState.CANCELED, error);
    }
}
