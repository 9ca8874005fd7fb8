// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.answer.Attempt;
import com.dcarbon.authorization.answer.KeptAnswers;
import com.dcarbon.authorization.session.rules.Session;

import reactor.core.publisher.Mono;

/**
 * Settles exchanges whose answer is kept here and not committed, which changes nothing where somebody else is just doing
 * it. So it need not wait until they have given up, when the session would be ended as interrupted.
 */
@Component
class AnsweredExchanges {
    private static final Logger LOG = LoggerFactory.getLogger(AnsweredExchanges.class);
    /** How long whoever received it usually needs, and less than what is left of the time for an exchange. */
    private static final Duration AT_WORK = Duration.ofSeconds(10);

    private final KeptAnswers kept;
    private final Sessions sessions;
    private final ConsentProtocols providers;
    private final ExchangingCode exchanging;

    AnsweredExchanges(KeptAnswers kept, Sessions sessions, ConsentProtocols providers, ExchangingCode exchanging) {
        this.kept = kept;
        this.sessions = sessions;
        this.providers = providers;
        this.exchanging = exchanging;
    }

    /** All of them. Never fails. */
    Mono<Void> settle() {
        return kept.left(AT_WORK)
                .filter(Attempt::isExchange)
                .concatMap(attempt -> settle(attempt).onErrorResume(error -> postponed(attempt, error)))
                .then();
    }

    private Mono<Boolean> settle(Attempt attempt) {
        return sessions.find(attempt.id())
                .flatMap(this::settle)
                .switchIfEmpty(kept.forget(attempt).thenReturn(false));
    }

    /** One that does not work keeps no other waiting. */
    private static Mono<Boolean> postponed(Attempt attempt, Throwable error) {
        LOG.atWarn().setCause(error).addKeyValue("session_id", attempt.id())
                .log("an answer of a utility could not be settled and is tried again");
        return Mono.empty();
    }

    /** One whose provider's profile was taken away waits for it. */
    private Mono<Boolean> settle(Session session) {
        return Mono.justOrEmpty(providers.find(session.utility().id(), session.utility().method()))
                .flatMap(provider -> exchanging.settleInterrupted(session, provider))
                .defaultIfEmpty(false);
    }
}
