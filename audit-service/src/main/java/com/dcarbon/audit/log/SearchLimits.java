// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.log;

import java.time.Duration;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.audit.AuditProblem;
import com.dcarbon.platform.problem.ProblemException;

import io.r2dbc.spi.R2dbcException;
import reactor.core.publisher.Mono;

/** What one search may cost the database. */
@Component
class SearchLimits {
    /** PostgreSQL's {@code query_canceled} (appendix A of its documentation). */
    private static final String CANCELED = "57014";
    /** And plans for the very values that are searched: how many entries have a type differs by orders of magnitude. */
    private static final String IMPOSE = """
            select set_config('statement_timeout', :timeout, true), set_config('plan_cache_mode', 'force_custom_plan', true),
                   set_config('jit', 'off', true)""";

    private final DatabaseClient database;
    private final TransactionalOperator tx;

    SearchLimits(DatabaseClient database, TransactionalOperator tx) {
        this.database = database;
        this.tx = tx;
    }

    /** The search within that time, or {@code search_too_broad}. */
    <T> Mono<T> within(Duration timeout, Mono<T> search) {
        return database.sql(IMPOSE)
                .bind("timeout", Long.toString(timeout.toMillis()))
                .then()
                .then(search)
                .as(tx::transactional)
                .onErrorMap(SearchLimits::isExceeded, _ -> tooBroad(timeout));
    }

    private static boolean isExceeded(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException refused && CANCELED.equals(refused.getSqlState())) {
                return true;
            }
        }
        return false;
    }

    private static ProblemException tooBroad(Duration timeout) {
        return new ProblemException(AuditProblem.SEARCH_TOO_BROAD,
                "The search was stopped after %s seconds.".formatted(timeout.toMillis() / 1000.0));
    }
}
