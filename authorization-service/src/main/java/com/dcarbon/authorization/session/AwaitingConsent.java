// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.authorization.facility.FacilityRights;
import com.dcarbon.authorization.failure.FailureCode;
import com.dcarbon.authorization.lifecycle.Actor;
import com.dcarbon.authorization.session.rules.Session;
import com.dcarbon.authorization.session.rules.SessionState;

import reactor.core.publisher.Mono;

/**
 * The customer came back while the provider still works on the consent: from now on the session waits, whatever becomes of
 * the browser. However many callbacks come, the session waits once.
 */
@Component
public class AwaitingConsent {
    private final Sessions sessions;
    private final AwaitedConsents awaited;
    private final FacilityRights rights;
    private final EndingSession ending;
    private final TransactionalOperator tx;
    private final Clock clock;

    AwaitingConsent(Sessions sessions, AwaitedConsents awaited, FacilityRights rights, EndingSession ending,
            TransactionalOperator tx, Clock clock) {
        this.sessions = sessions;
        this.awaited = awaited;
        this.rights = rights;
        this.ending = ending;
        this.tx = tx;
        this.clock = clock;
    }

    Mono<Void> begin(Session seen, String pointer, Actor actor) {
        return rights.isStillAuthorizer(seen.userId(), seen.facilityId())
                .flatMap(allowed -> sessions.lock(seen.id())
                        .flatMap(session -> session.state() == SessionState.PENDING
                                ? await(session, pointer, actor, allowed)
                                : giveBack(session, pointer))
                        .as(tx::transactional));
    }

    /** Nobody else changes the session before the transaction ends. */
    private Mono<Void> await(Session session, String pointer, Actor actor, boolean allowed) {
        if (!allowed) {
            return ending.fail(session, FailureCode.NOT_PERMITTED, actor).then(giveBack(session, pointer));
        }
        Instant now = clock.instant();
        return sessions.await(session, now)
                .flatMap(inTime -> inTime
                        ? awaited.add(session, pointer, actor.ipAddress(), now)
                        : ending.expire(session).then(giveBack(session, pointer)));
    }

    /** Whatever the session ended with, it ended without this consent: whoever follows the consent gives it back. */
    Mono<Void> giveBack(Session ended, String pointer) {
        return Mono.defer(() -> awaited.addEnded(ended, pointer, clock.instant()));
    }

    /**
     * The provider has news, so that whoever waits for it asks now.
     *
     * @param providerIds the profiles that it may concern
     * @param authIds the provider's own ids of the authorizations
     */
    public Mono<Void> hurry(Collection<String> providerIds, Collection<String> authIds) {
        return Mono.defer(() -> awaited.hurry(providerIds, authIds, clock.instant()));
    }
}
