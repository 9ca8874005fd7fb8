// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.answer.Attempt;
import com.dcarbon.authorization.answer.KeptAnswers;
import com.dcarbon.authorization.facility.FacilityRights;
import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.authorization.failure.FailureCode;
import com.dcarbon.authorization.lifecycle.Actor;
import com.dcarbon.authorization.session.ConsentProtocol.CodeExchange;
import com.dcarbon.authorization.session.ConsentProtocols.Provider;
import com.dcarbon.authorization.session.rules.Session;
import com.dcarbon.authorization.token.TokenSettings;
import com.dcarbon.authorization.token.rules.ConsentAnswer;
import com.dcarbon.authorization.token.rules.Grant;
import com.dcarbon.authorization.token.rules.Leftover;
import com.dcarbon.platform.database.OutlastingOutage;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;

import reactor.core.publisher.Mono;

/**
 * Exchanges a code, once: the intent is committed before the utility is asked, so that neither a second callback nor a
 * restart asks again. After a crash in between, what the utility has answered by then is settled; where it has not, the
 * expiry ends the session as interrupted.
 */
@Component
class ExchangingCode {
    private final Sessions sessions;
    private final SessionSeeds seeds;
    private final FacilityRights rights;
    private final EndingSession ending;
    private final OutlastingOutage outlasting;
    private final KeptAnswers kept;
    private final Duration exchangeLimit;
    private final Clock clock;

    ExchangingCode(Sessions sessions, SessionSeeds seeds, FacilityRights rights, EndingSession ending,
            OutlastingOutage outlasting, KeptAnswers kept, TokenSettings settings, Clock clock) {
        this.sessions = sessions;
        this.seeds = seeds;
        this.rights = rights;
        this.ending = ending;
        this.outlasting = outlasting;
        this.kept = kept;
        this.exchangeLimit = settings.exchangeLimit();
        this.clock = clock;
    }

    /** Completes when the session has its outcome, or at once if another callback is at it. */
    Mono<Void> exchange(Session session, Provider provider, String code, Actor actor) {
        return rights.isStillAuthorizer(session.userId(), session.facilityId())
                .flatMap(allowed -> allowed
                        ? claimAndExchange(session, provider, code, actor)
                        : ending.fail(session, FailureCode.NOT_PERMITTED, actor));
    }

    private Mono<Void> claimAndExchange(Session session, Provider provider, String code, Actor actor) {
        var exchange = new CodeExchange(session.id(), code, session.redirectUri(), seeds.of(session));
        return Mono.defer(() -> claimed(session))
                .flatMap(deadline -> provider.protocol()
                        .exchange(provider.askedBy(session).profile(), exchange)
                        .flatMap(answer -> outlasting.until(deadline, settle(session.exchanging(), answer, actor))))
                // Cached, so that a browser that goes away does not interrupt it: the code is spent by then.
                .cache();
    }

    /**
     * Settles what an exchange brought that was interrupted; a consent whose session has ended by then is given back.
     * Empty if it is not known.
     */
    Mono<Boolean> settleInterrupted(Session session, Provider provider) {
        var actor = new Actor(session.userId(), session.userName(), null);
        return provider.protocol().exchanged(provider.askedBy(session).profile(), session.id())
                .flatMap(answer -> settle(session.exchanging(), answer, actor).thenReturn(true));
    }

    /** When the exchange counts as interrupted; empty if another callback is at it. */
    private Mono<Instant> claimed(Session session) {
        Instant now = clock.instant();
        return sessions.claim(session, now).filter(claimed -> claimed).map(_ -> now.plus(exchangeLimit));
    }

    private Mono<Void> settle(Session session, ConsentAnswer answer, Actor actor) {
        return settled(session, answer, actor).then(Mono.defer(() -> kept.forget(Attempt.exchange(session.id()))));
    }

    private Mono<Void> settled(Session session, ConsentAnswer answer, Actor actor) {
        if (answer instanceof ConsentAnswer.Granted(Grant grant)) {
            return ending.authorize(session, grant, actor);
        }
        Leftover left = answer.leftover();
        return left == null
                ? ending.fail(session, code(answer), saidBy(answer.call()), actor)
                : ending.giveBack(session, code(answer), left, actor);
    }

    private static @Nullable String saidBy(ProviderOutcome<?> call) {
        return call instanceof ProviderOutcome.Failed<?>(ProviderTrouble trouble) ? Failure.said(trouble) : null;
    }

    private static FailureCode code(ConsentAnswer answer) {
        return switch (answer) {
            case ConsentAnswer.Granted _ -> throw new IllegalArgumentException("no failure");
            case ConsentAnswer.TooNarrow _ -> FailureCode.INSUFFICIENT_SCOPE;
            case ConsentAnswer.ScopeRefused _ -> FailureCode.SCOPE_REJECTED;
            case ConsentAnswer.Maintenance _ -> FailureCode.UTILITY_MAINTENANCE;
            case ConsentAnswer.Unusable(ProviderTrouble trouble, Leftover _) -> code(trouble);
            case ConsentAnswer.Refused(ProviderTrouble trouble) -> code(trouble);
        };
    }

    private static FailureCode code(ProviderTrouble trouble) {
        return switch (trouble) {
            case ProviderTrouble.Misconfigured _,ProviderTrouble.PaymentRequired _ -> FailureCode.CONFIG_ERROR;
            case ProviderTrouble.ReauthorizationNeeded _,ProviderTrouble.Revoked _ -> FailureCode.CODE_EXPIRED;
            case ProviderTrouble.Malformed _ -> FailureCode.PROTOCOL_ERROR;
            case ProviderTrouble.Unavailable _,ProviderTrouble.Throttled _,ProviderTrouble.Pending _,ProviderTrouble.Gone _ ->
                FailureCode.UTILITY_ERROR;
        };
    }
}
