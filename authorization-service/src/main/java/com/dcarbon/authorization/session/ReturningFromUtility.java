// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.failure.FailureCode;
import com.dcarbon.authorization.lifecycle.Actor;
import com.dcarbon.authorization.session.ConsentProtocols.Provider;
import com.dcarbon.authorization.session.rules.ConsentReturn;
import com.dcarbon.authorization.session.rules.Session;
import com.dcarbon.authorization.session.rules.SessionState;
import com.dcarbon.authorization.token.rules.Fingerprint;

import reactor.core.publisher.Mono;

/**
 * The browser is back. Only who holds state and cookie of one session learns or changes anything; a session's outcome is
 * decided once, and every later return shows it.
 */
@Component
public class ReturningFromUtility {
    private static final Logger LOG = LoggerFactory.getLogger(ReturningFromUtility.class);

    /** Ended without a consent. */
    private static final Set<SessionState> MISSED = EnumSet.of(SessionState.FAILED, SessionState.EXPIRED,
            SessionState.SUPERSEDED);

    private final Sessions sessions;
    private final ConsentProtocols providers;
    private final BrowserBinding binding;
    private final ExchangingCode exchanging;
    private final AwaitingConsent awaiting;
    private final EndingSession ending;
    private final Clock clock;

    ReturningFromUtility(Sessions sessions, ConsentProtocols providers, BrowserBinding binding,
            ExchangingCode exchanging, AwaitingConsent awaiting, EndingSession ending, Clock clock) {
        this.sessions = sessions;
        this.providers = providers;
        this.binding = binding;
        this.exchanging = exchanging;
        this.awaiting = awaiting;
        this.ending = ending;
        this.clock = clock;
    }

    /** What the browser is told in the end. */
    public Mono<ReturnOutcome> handle(BrowserReturn browser) {
        return recognised(browser)
                .flatMap(session -> session.state() == SessionState.PENDING
                        ? proceed(browser, session)
                        : late(browser, session))
                .defaultIfEmpty(ReturnOutcome.STATE_INVALID)
                .doOnNext(outcome -> LOG.atInfo().addKeyValue("method", browser.method().wire())
                        .addKeyValue("status", outcome.status().wire())
                        .addKeyValue("code", outcome.code() == null ? "none" : outcome.code())
                        .log("a browser came back from a utility"));
    }

    private Mono<Session> recognised(BrowserReturn browser) {
        return Mono.justOrEmpty(browser.state())
                .flatMap(state -> sessions.findByState(Fingerprint.of(state)))
                .filter(session -> isFrom(browser.providerId(), session)
                        && session.utility().method() == browser.method()
                        && binding.holds(browser.cookies(), session));
    }

    private static boolean isFrom(@Nullable String providerId, Session session) {
        return providerId == null || session.utility().id().equals(providerId);
    }

    private Mono<ReturnOutcome> proceed(BrowserReturn browser, Session session) {
        if (!clock.instant().isBefore(session.expiresAt())) {
            return ending.expire(session).then(Mono.defer(() -> sessions.find(session.id())))
                    .flatMap(ended -> late(browser, ended));
        }
        return Mono.justOrEmpty(providers.find(session.utility().id(), browser.method()))
                .flatMap(provider -> decide(browser, session, provider));
    }

    private Mono<ReturnOutcome> decide(BrowserReturn browser, Session session, Provider provider) {
        var actor = new Actor(session.userId(), session.userName(), browser.ipAddress());
        return switch (provider.protocol().read(provider.profile(), browser.parameters())) {
            case ConsentReturn.Foreign _ -> Mono.empty();
            case ConsentReturn.WithoutConsent(FailureCode why, String error) ->
                ending.fail(session, why, error, actor).then(outcome(session));
            case ConsentReturn.WithCode(String code) ->
                exchanging.exchange(session, provider, code, actor).then(outcome(session));
            case ConsentReturn.WithPointer(String pointer) ->
                awaiting.begin(session, pointer, actor).then(outcome(session));
        };
    }

    /** What was decided stays; a consent that comes after the session was ended is given back, where it was given. */
    private Mono<ReturnOutcome> late(BrowserReturn browser, Session session) {
        return Mono.justOrEmpty(providers.find(session.utility().id(), browser.method()))
                .filter(_ -> MISSED.contains(session.state()))
                .map(provider -> provider.protocol().read(provider.profile(), browser.parameters()))
                .flatMap(brought -> brought instanceof ConsentReturn.WithPointer(String pointer)
                        ? awaiting.giveBack(session, pointer)
                        : Mono.empty())
                .thenReturn(ReturnOutcome.of(session));
    }

    private Mono<ReturnOutcome> outcome(Session session) {
        return Mono.defer(() -> sessions.find(session.id())).map(ReturnOutcome::of);
    }
}
