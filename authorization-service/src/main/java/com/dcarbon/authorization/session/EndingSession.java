// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.authorization.failure.FailureCatalogue;
import com.dcarbon.authorization.failure.FailureCode;
import com.dcarbon.authorization.lifecycle.Actor;
import com.dcarbon.authorization.lifecycle.SettlingAttempt;
import com.dcarbon.authorization.revocation.OrderingRevocation;
import com.dcarbon.authorization.session.rules.ConsentProgress;
import com.dcarbon.authorization.session.rules.Session;
import com.dcarbon.authorization.session.rules.SessionState;
import com.dcarbon.authorization.token.Tokens;
import com.dcarbon.authorization.token.rules.Grant;
import com.dcarbon.authorization.token.rules.Leftover;
import com.dcarbon.platform.work.AfterCommit;
import com.dcarbon.platform.work.LostLeases;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/**
 * Ends a session together with its attempt: session, record, tokens and everything that is told of it, in one
 * transaction. A session that somebody else has moved on meanwhile is left alone. Always locks the session before the
 * record, so that no two of them wait for each other.
 */
@Component
class EndingSession {
    private static final Logger LOG = LoggerFactory.getLogger(EndingSession.class);

    private final Sessions sessions;
    private final SettlingAttempt settling;
    private final Tokens tokens;
    private final OrderingRevocation revoking;
    private final FailureCatalogue failures;
    private final SessionMetrics metrics;
    private final LostLeases lost;
    private final TransactionalOperator tx;
    private final Clock clock;

    EndingSession(Sessions sessions, SettlingAttempt settling, Tokens tokens, OrderingRevocation revoking,
            FailureCatalogue failures, SessionMetrics metrics, MeterRegistry registry, TransactionalOperator tx,
            Clock clock) {
        this.sessions = sessions;
        this.settling = settling;
        this.tokens = tokens;
        this.revoking = revoking;
        this.failures = failures;
        this.metrics = metrics;
        this.lost = new LostLeases(registry, "exchange");
        this.tx = tx;
        this.clock = clock;
    }

    /** Consent was given. */
    Mono<Void> authorize(Session seen, Grant grant, Actor actor) {
        return asSeen(seen)
                .switchIfEmpty(Mono.defer(() -> tooLate(seen, grant)))
                .flatMap(session -> settling
                        .authorize(session.authorizationId(), grant.authId(), grant.expiresAt(), actor)
                        .then(Mono.defer(() -> tokens.store(session.authorizationId(), grant)))
                        .then(Mono.defer(() -> sessions.end(session, SessionState.AUTHORIZED, null, now())))
                        .thenReturn(session))
                .as(tx::transactional)
                .flatMap(session -> ended(session, SessionState.AUTHORIZED, null));
    }

    /** Consent was given for which there is no token: the platform's own opens the data. */
    Mono<Void> authorize(Session seen, ConsentProgress.Given given, Actor actor) {
        return asSeen(seen)
                .flatMap(session -> settling
                        .authorize(session.authorizationId(), given.authId(), given.expiresAt(), actor)
                        .then(Mono.defer(() -> sessions.end(session, SessionState.AUTHORIZED, null, now())))
                        .thenReturn(session))
                .as(tx::transactional)
                .flatMap(session -> ended(session, SessionState.AUTHORIZED, null));
    }

    /**
     * The session was ended meanwhile, so that the utility's consent is given back, unless this is a repetition of what
     * has been done.
     */
    private Mono<Session> tooLate(Session seen, Grant grant) {
        return sessions.find(seen.id())
                .filter(session -> session.state() != SessionState.AUTHORIZED)
                .doOnNext(session -> lost.count(session.id()))
                .flatMap(
                        session -> revoking.giveBack(session.id(), session.authorizationId(), session.utility(),
                                Leftover.of(grant)))
                .then(Mono.empty());
    }

    /** It did not work. */
    Mono<Void> fail(Session seen, FailureCode code, Actor actor) {
        return fail(seen, code, null, actor);
    }

    /** The consent cannot be used, so that it is given back; also if the session was ended meanwhile. */
    Mono<Void> giveBack(Session seen, FailureCode code, Leftover left, Actor actor) {
        return end(revoking.giveBack(seen.id(), seen.authorizationId(), seen.utility(), left)
                .then(Mono.defer(() -> asSeen(seen))), SessionState.FAILED, code, null, actor);
    }

    /** @param providerCode what the provider called it, or null */
    Mono<Void> fail(Session seen, FailureCode code, @Nullable String providerCode, Actor actor) {
        return end(asSeen(seen), SessionState.FAILED, code, providerCode, actor);
    }

    /** The customer did not come back in time. */
    Mono<Void> expire(Session seen) {
        return end(asSeen(seen), SessionState.EXPIRED, FailureCode.TIMED_OUT, null, Actor.SYSTEM);
    }

    /** Ends one session whose time is over; whether there was one. */
    Mono<Boolean> endOverdue(Duration exchangeLimit) {
        return Mono.defer(() -> sessions.lockOverdue(now(), now().minus(exchangeLimit)))
                .flatMap(session -> (session.state() == SessionState.PENDING
                        ? expire(session)
                        : fail(session, FailureCode.EXCHANGE_INTERRUPTED, Actor.SYSTEM)).thenReturn(true))
                .defaultIfEmpty(false)
                .as(tx::transactional);
    }

    /** A newer start takes its place; the record goes on with that one. Runs in the transaction of the start. */
    Mono<Void> supersede(Session session) {
        Failure why = why(FailureCode.SUPERSEDED, session);
        return sessions.end(session, SessionState.SUPERSEDED, why, now())
                .then(ended(session, SessionState.SUPERSEDED, why));
    }

    /** Its authorization ends, which is told by whoever ends that. Runs in the transaction of the end. */
    Mono<Void> drop(Session session, FailureCode code) {
        Failure why = why(code, session);
        return sessions.end(session, SessionState.FAILED, why, now())
                .then(ended(session, SessionState.FAILED, why));
    }

    private Mono<Void> end(Mono<Session> locked, SessionState as, FailureCode code, @Nullable String providerCode,
            Actor actor) {
        return locked
                .flatMap(session -> settling
                        .fail(session.authorizationId(), why(code, session).calledByProvider(providerCode), actor)
                        .then(Mono.defer(() -> sessions.end(session, as, why(code, session), now())))
                        .thenReturn(session))
                .as(tx::transactional)
                .flatMap(session -> ended(session, as, why(code, session)));
    }

    private Failure why(FailureCode code, Session session) {
        return failures.of(code, session.utility().name());
    }

    private Mono<Session> asSeen(Session seen) {
        return sessions.lock(seen.id()).filter(session -> session.state() == seen.state());
    }

    private Mono<Void> ended(Session session, SessionState as, @Nullable Failure why) {
        return AfterCommit.run(() -> tell(session, as, why));
    }

    private void tell(Session session, SessionState as, @Nullable Failure why) {
        metrics.ended(session, as, why);
        LOG.atInfo().addKeyValue("session_id", session.id())
                .addKeyValue("facility_id", session.facilityId())
                .addKeyValue("provider_id", session.utility().id())
                .addKeyValue("outcome", as.wire())
                .addKeyValue("code", why == null ? "none" : why.code())
                .log("an authorization session ended");
    }

    private Instant now() {
        return clock.instant();
    }
}
