// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import org.springframework.stereotype.Component;

import com.dcarbon.authorization.answer.Attempt;
import com.dcarbon.authorization.answer.KeptAnswers;
import com.dcarbon.authorization.session.rules.Session;
import com.dcarbon.authorization.token.TokenSettings;

import reactor.core.publisher.Mono;

/** Settles exchanges whose answer is kept here and not committed. */
@Component
class AnsweredExchanges {
    private final KeptAnswers kept;
    private final Sessions sessions;
    private final ConsentProtocols providers;
    private final ExchangingCode exchanging;
    private final TokenSettings settings;

    AnsweredExchanges(KeptAnswers kept, Sessions sessions, ConsentProtocols providers, ExchangingCode exchanging,
            TokenSettings settings) {
        this.kept = kept;
        this.sessions = sessions;
        this.providers = providers;
        this.exchanging = exchanging;
        this.settings = settings;
    }

    /** All that nobody is at work on. */
    Mono<Void> settle() {
        return kept.left(settings.exchangeLimit())
                .filter(Attempt::isExchange)
                .concatMap(attempt -> sessions.find(attempt.id())
                        .flatMap(this::settle)
                        .switchIfEmpty(kept.forget(attempt).thenReturn(false)))
                .then();
    }

    /** One whose provider's profile was taken away waits for it. */
    private Mono<Boolean> settle(Session session) {
        return Mono.justOrEmpty(providers.find(session.utility().id(), session.utility().method()))
                .flatMap(provider -> exchanging.settleInterrupted(session, provider))
                .defaultIfEmpty(false);
    }
}
