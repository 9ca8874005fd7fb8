// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.record;

import java.time.Duration;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.AuthorizationProblem;
import com.dcarbon.platform.problem.ProblemException;

import io.r2dbc.spi.R2dbcException;
import reactor.core.publisher.Mono;

/** What one search may cost the database; for the transaction in which it is imposed. */
@Component
class SearchLimits {
    /** PostgreSQL's {@code query_canceled} (appendix A of its documentation). */
    private static final String CANCELED = "57014";
    /** And plans for the very values that are searched: how many rows have a status differs by orders of magnitude. */
    private static final String IMPOSE = """
            select set_config('statement_timeout', :timeout, true), set_config('plan_cache_mode', 'force_custom_plan', true),
                   set_config('jit', 'off', true)""";

    private final DatabaseClient database;
    private final Duration timeout;

    SearchLimits(DatabaseClient database, ListSettings settings) {
        this.database = database;
        this.timeout = settings.statementTimeout();
    }

    Mono<Void> impose() {
        return database.sql(IMPOSE).bind("timeout", Long.toString(timeout.toMillis())).then();
    }

    static boolean isExceeded(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException refused && CANCELED.equals(refused.getSqlState())) {
                return true;
            }
        }
        return false;
    }

    ProblemException tooBroad() {
        return new ProblemException(AuthorizationProblem.QUERY_TOO_BROAD,
                "The search was stopped after %s seconds.".formatted(timeout.toMillis() / 1000.0));
    }
}
