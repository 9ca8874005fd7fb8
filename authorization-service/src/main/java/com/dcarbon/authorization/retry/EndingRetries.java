// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.retry;

import java.time.Clock;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.authorization.failure.FailureCatalogue;
import com.dcarbon.authorization.failure.FailureCode;
import com.dcarbon.authorization.lifecycle.AskingAgain;
import com.dcarbon.authorization.lifecycle.Authorizations;
import com.dcarbon.authorization.session.ClosingSessions;

import reactor.core.publisher.Mono;

/** Attempts that were asked for and that nobody began in time fail; on every replica, each of them once. */
@Component
class EndingRetries {
    private final AskedRetries asked;
    private final ClosingSessions sessions;
    private final Authorizations authorizations;
    private final AskingAgain asking;
    private final FailureCatalogue failures;
    private final TransactionalOperator tx;
    private final Clock clock;

    EndingRetries(AskedRetries asked, ClosingSessions sessions, Authorizations authorizations, AskingAgain asking,
            FailureCatalogue failures, TransactionalOperator tx, Clock clock) {
        this.asked = asked;
        this.sessions = sessions;
        this.authorizations = authorizations;
        this.asking = asking;
        this.failures = failures;
        this.tx = tx;
        this.clock = clock;
    }

    /** Ends one; whether there was one. */
    Mono<Boolean> endNext() {
        return Mono.defer(() -> asked.due(clock.instant()))
                .flatMap(due -> end(due).thenReturn(true))
                .defaultIfEmpty(false);
    }

    private Mono<Void> end(AskedRetries.Asked due) {
        return sessions.hold(due.facilityId())
                .then(Mono.defer(() -> authorizations.find(due.authorizationId())))
                .flatMap(record -> asking.giveUp(record.id(), due.attempt(),
                        failures.of(FailureCode.TIMED_OUT, record.utility().name())))
                .then(Mono.defer(() -> asked.forget(due)))
                .as(tx::transactional);
    }
}
