// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit.log;

import java.time.Duration;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.audit.AuditProblem;
import com.dcarbon.platform.database.StatementTimeout;
import com.dcarbon.platform.problem.ProblemException;

import reactor.core.publisher.Mono;

/** What one search may cost the database. */
@Component
class SearchLimits {
    private final DatabaseClient database;
    private final TransactionalOperator tx;

    SearchLimits(DatabaseClient database, TransactionalOperator tx) {
        this.database = database;
        this.tx = tx;
    }

    /** The search within that time, or {@code search_too_broad}. */
    <T> Mono<T> within(Duration timeout, Mono<T> search) {
        return StatementTimeout.impose(database, timeout)
                .then(search)
                .as(tx::transactional)
                .onErrorMap(StatementTimeout::isExceeded, _ -> tooBroad(timeout));
    }

    private static ProblemException tooBroad(Duration timeout) {
        return new ProblemException(AuditProblem.SEARCH_TOO_BROAD,
                "The search was stopped after %s seconds.".formatted(timeout.toMillis() / 1000.0));
    }
}
