// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.retry;

import java.time.Clock;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.authorization.AuthorizationProblem;
import com.dcarbon.authorization.lifecycle.Actor;
import com.dcarbon.authorization.lifecycle.AskingAgain;
import com.dcarbon.authorization.record.AuthorizationItem;
import com.dcarbon.authorization.session.ClosingSessions;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/**
 * An administrator asks the person for a further attempt: the record is pending until the person begins or time is over.
 * A repeated wish changes nothing. Sessions are held before records, as everywhere.
 */
@Component
class AskingPerson {
    private final ClosingSessions sessions;
    private final AskingAgain asking;
    private final AskedRetries asked;
    private final RetrySettings settings;
    private final TransactionalOperator tx;
    private final Clock clock;

    AskingPerson(ClosingSessions sessions, AskingAgain asking, AskedRetries asked, RetrySettings settings,
            TransactionalOperator tx, Clock clock) {
        this.sessions = sessions;
        this.asking = asking;
        this.asked = asked;
        this.settings = settings;
        this.tx = tx;
        this.clock = clock;
    }

    /**
     * Completes when the attempt is pending, by this call or an earlier one.
     *
     * @return fails with {@code authorization_under_way}, {@code already_authorized}, {@code use_provider_change} or
     *     {@code nothing_to_retry}
     */
    Mono<Void> ask(AuthorizationItem item, Caller admin) {
        return sessions.hold(item.facility().id())
                .then(Mono.defer(() -> asking.ask(item.facility().id(), item.id(), Actor.of(admin))))
                .flatMap(this::settle)
                .as(tx::transactional);
    }

    private Mono<Void> settle(AskingAgain.Asked outcome) {
        return switch (outcome.decision()) {
            case ASK -> asked.keep(outcome.record(), clock.instant().plus(settings.patience()));
            case PENDING -> asked.holds(outcome.record())
                    .filter(before -> before)
                    .switchIfEmpty(Mono.error(() -> new ProblemException(AuthorizationProblem.AUTHORIZATION_UNDER_WAY,
                            "Somebody is authorizing at the utility; what comes of it is shown here.")))
                    .then();
            case AUTHORIZED -> Mono.error(new ProblemException(AuthorizationProblem.ALREADY_AUTHORIZED,
                    "The facility has an active authorization."));
            case ANOTHER_IS_LIVE -> Mono.error(new ProblemException(AuthorizationProblem.USE_PROVIDER_CHANGE,
                    "The facility's authorization at another utility is not over."));
            case OVER -> Mono.error(new ProblemException(AuthorizationProblem.NOTHING_TO_RETRY,
                    "It was revoked; authorizing again makes a new one."));
        };
    }
}
