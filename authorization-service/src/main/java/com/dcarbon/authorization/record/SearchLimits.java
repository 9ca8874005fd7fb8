// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.record;

import java.time.Duration;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.AuthorizationProblem;
import com.dcarbon.platform.database.StatementTimeout;
import com.dcarbon.platform.problem.ProblemException;

import reactor.core.publisher.Mono;

/** What one search may cost the database; for the transaction in which it is imposed. */
@Component
class SearchLimits {
    private final DatabaseClient database;
    private final Duration timeout;

    SearchLimits(DatabaseClient database, ListSettings settings) {
        this.database = database;
        this.timeout = settings.statementTimeout();
    }

    Mono<Void> impose() {
        return StatementTimeout.impose(database, timeout);
    }

    ProblemException tooBroad() {
        return new ProblemException(AuthorizationProblem.QUERY_TOO_BROAD,
                "The search was stopped after %s seconds.".formatted(timeout.toMillis() / 1000.0));
    }
}
