// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.ending;

import java.util.Optional;
import java.util.function.Function;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.authorization.failure.FailureCatalogue;
import com.dcarbon.authorization.failure.FailureCode;
import com.dcarbon.authorization.lifecycle.Actor;
import com.dcarbon.authorization.lifecycle.SettlingAttempt;
import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.authorization.revocation.OrderingRevocation;
import com.dcarbon.authorization.session.ClosingSessions;
import com.dcarbon.authorization.token.Tokens;

import reactor.core.publisher.Mono;

/**
 * Ends an authorization in one transaction: its session, its tokens, its record, and the order to end it at the utility.
 * Sessions are locked before tokens and tokens before records, as everywhere, so that no two ends wait for each other.
 */
@Component
public class EndingAuthorization {
    private final ClosingSessions sessions;
    private final Tokens tokens;
    private final SettlingAttempt settling;
    private final OrderingRevocation revoking;
    private final FailureCatalogue failures;
    private final TransactionalOperator tx;

    EndingAuthorization(ClosingSessions sessions, Tokens tokens, SettlingAttempt settling, OrderingRevocation revoking,
            FailureCatalogue failures, TransactionalOperator tx) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.settling = settling;
        this.revoking = revoking;
        this.failures = failures;
        this.tx = tx;
    }

    /** It is revoked; empty if somebody else has ended it meanwhile. */
    public Mono<Authorization> revoke(Authorization live, FailureCode code, Actor actor) {
        return end(live, code, why -> settling.revokeHere(live.id(), why, actor));
    }

    /** Its running attempt fails; empty if that is over. */
    public Mono<Authorization> abandon(Authorization pending, FailureCode code, Actor actor) {
        return end(pending, code, why -> settling.abandon(pending.id(), why, actor));
    }

    private Mono<Authorization> end(Authorization live, FailureCode code,
            Function<Failure, Mono<Authorization>> settle) {
        Failure why = failures.of(code, live.utility().name());
        return sessions.drop(live.facilityId(), live.id(), code)
                .then(Mono.defer(() -> tokens.take(live.id())))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(access -> settle.apply(why)
                        .flatMap(ended -> revoking.order(ended, access.orElse(null)).thenReturn(ended)))
                .as(tx::transactional);
    }
}
