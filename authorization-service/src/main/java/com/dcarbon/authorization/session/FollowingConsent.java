// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.authorization.failure.FailureCode;
import com.dcarbon.authorization.lifecycle.Actor;
import com.dcarbon.authorization.revocation.OrderingRevocation;
import com.dcarbon.authorization.session.AwaitedConsents.Awaited;
import com.dcarbon.authorization.session.ConsentProtocol.Expected;
import com.dcarbon.authorization.session.rules.ConsentProgress;
import com.dcarbon.authorization.session.rules.Session;
import com.dcarbon.authorization.session.rules.SessionState;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;
import com.dcarbon.platform.work.Backoff;
import com.dcarbon.platform.work.LostLeases;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/**
 * Asks a provider how far it is with a consent, ever more seldom, until there is an outcome or patience ends. A crash in
 * between leaves a row that is taken up again: asking twice does no harm, and the outcome is written with the row's end.
 */
@Component
class FollowingConsent {
    private static final Logger LOG = LoggerFactory.getLogger(FollowingConsent.class);
    /** Longer than an answer takes, the wait for a place included. */
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Backoff PAUSE = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(10));

    private final Sessions sessions;
    private final AwaitedConsents awaited;
    private final AttemptHistory history;
    private final ConsentProtocols providers;
    private final EndingSession ending;
    private final OrderingRevocation revoking;
    private final AwaitingSettings settings;
    private final LostLeases lost;
    private final TransactionalOperator tx;
    private final Clock clock;

    FollowingConsent(Sessions sessions, AwaitedConsents awaited, AttemptHistory history, ConsentProtocols providers,
            EndingSession ending, OrderingRevocation revoking, AwaitingSettings settings, MeterRegistry metrics,
            TransactionalOperator tx, Clock clock) {
        this.sessions = sessions;
        this.awaited = awaited;
        this.history = history;
        this.providers = providers;
        this.ending = ending;
        this.revoking = revoking;
        this.settings = settings;
        this.lost = new LostLeases(metrics, "consent");
        this.tx = tx;
        this.clock = clock;
    }

    /** Asks for one consent that is due; whether there was one. */
    Mono<Boolean> followNext() {
        return Mono.defer(() -> awaited.claim(clock.instant(), clock.instant().plus(LEASE)))
                .flatMap(waiting -> sessions.find(waiting.sessionId())
                        .flatMap(session -> ask(session, waiting))
                        .flatMap(outcome -> settle(waiting, outcome))
                        .doOnNext(held -> note(waiting, held))
                        .thenReturn(true))
                .defaultIfEmpty(false);
    }

    private Mono<ProviderOutcome<ConsentProgress>> ask(Session session, Awaited waiting) {
        return Mono.justOrEmpty(providers.find(session.utility().id(), session.utility().method()))
                .flatMap(provider -> provider.protocol().progress(provider.profile(), new Expected(waiting.pointer(),
                        session.reference(), session.authId(), session.createdAt())))
                .defaultIfEmpty(ProviderOutcome.failed(new ProviderTrouble.Misconfigured("no profile")));
    }

    private void note(Awaited waiting, boolean held) {
        if (!held) {
            lost.count(waiting.sessionId());
        }
    }

    private Mono<Boolean> settle(Awaited waiting, ProviderOutcome<ConsentProgress> outcome) {
        return sessions.lock(waiting.sessionId())
                .flatMap(session -> session.state() == SessionState.AWAITING
                        ? conclude(session, waiting, outcome)
                        : returned(session, waiting, outcome))
                .as(tx::transactional);
    }

    private Mono<Boolean> conclude(Session session, Awaited waiting, ProviderOutcome<ConsentProgress> outcome) {
        return switch (outcome) {
            case ProviderOutcome.Failed<ConsentProgress>(ProviderTrouble trouble) ->
                again(session, waiting, trouble.wish());
            case ProviderOutcome.Succeeded<ConsentProgress>(ConsentProgress progress) ->
                remembered(session, progress).then(Mono.defer(() -> conclude(session, waiting, progress)));
        };
    }

    private Mono<Void> remembered(Session session, ConsentProgress progress) {
        return Mono.justOrEmpty(progress.id()).flatMap(authId -> history.remember(session, authId));
    }

    private Mono<Boolean> conclude(Session session, Awaited waiting, ConsentProgress progress) {
        var actor = new Actor(session.userId(), session.userName(), waiting.ipAddress());
        return switch (progress) {
            case ConsentProgress.NotThere _ -> again(session, waiting, null);
            case ConsentProgress.Working(String _, Instant notBefore) -> again(session, waiting, notBefore);
            case ConsentProgress.Foreign _ ->
                over(waiting, ending.fail(session, FailureCode.CONSENT_MISMATCH, actor));
            case ConsentProgress.Given given -> over(waiting, ending.authorize(session, given, actor));
            case ConsentProgress.NotGiven(String _, FailureCode why, String said) ->
                over(waiting, ending.fail(session, why, said, actor));
        };
    }

    private Mono<Boolean> again(Session session, Awaited waiting, @Nullable Instant wish) {
        return isPatient(waiting)
                ? postponed(waiting, wish)
                : over(waiting, ending.fail(session, FailureCode.TIMED_OUT, Actor.SYSTEM));
    }

    private boolean isPatient(Awaited waiting) {
        return clock.instant().isBefore(waiting.since().plus(settings.patience()));
    }

    private Mono<Boolean> postponed(Awaited waiting, @Nullable Instant wish) {
        return awaited.postpone(waiting, PAUSE.next(waiting.attempts(), clock.instant(), wish,
                ThreadLocalRandom.current()::nextDouble));
    }

    private Mono<Boolean> over(Awaited waiting, Mono<Void> end) {
        return awaited.done(waiting).flatMap(held -> held ? end.thenReturn(true) : Mono.just(false));
    }

    /** The session was ended meanwhile, so that the consent is given back once it is there. */
    private Mono<Boolean> returned(Session session, Awaited waiting, ProviderOutcome<ConsentProgress> outcome) {
        return switch (outcome) {
            case ProviderOutcome.Succeeded<ConsentProgress>(ConsentProgress.Given(String authId, Instant _)) ->
                over(waiting, givenBack(session, authId));
            case ProviderOutcome.Succeeded<ConsentProgress>(ConsentProgress.Working(String authId, Instant _)) ->
                over(waiting, givenBack(session, authId));
            case ProviderOutcome.Succeeded<ConsentProgress>(ConsentProgress progress) when !(progress instanceof ConsentProgress.NotThere) ->
                over(waiting, Mono.empty());
            case ProviderOutcome.Failed<ConsentProgress>(ProviderTrouble trouble) -> isPatient(waiting)
                    ? postponed(waiting, trouble.wish())
                    : over(waiting, unread(session, trouble));
            default -> isPatient(waiting) ? postponed(waiting, null) : over(waiting, Mono.empty());
        };
    }

    private Mono<Void> givenBack(Session session, String authId) {
        return history.isUsed(session, authId)
                .filter(used -> !used)
                .flatMap(_ -> revoking.giveBack(session.id(), session.authorizationId(), session.utility(), authId));
    }

    private static Mono<Void> unread(Session session, ProviderTrouble trouble) {
        return Mono.fromRunnable(() -> LOG.atError().addKeyValue("session_id", session.id())
                .addKeyValue("provider_id", session.utility().id())
                .addKeyValue("detail", trouble.detail())
                .log("ALERT: a consent that nobody waits for may stand at the provider: end it there by hand"));
    }
}
