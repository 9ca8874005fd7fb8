// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.authorization.answer.Attempt;
import com.dcarbon.authorization.answer.KeptAnswers;
import com.dcarbon.authorization.lifecycle.Authorizations;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.work.BackgroundLoop;

import reactor.core.publisher.Mono;

/**
 * Ends refreshes whose answer is kept here and not committed, at once after a start: before anybody repeats them with a
 * refresh token that is used up. What is committed, or of no use to anybody any more, is forgotten.
 */
@Configuration(proxyBeanMethods = false)
class AnsweredRefreshes {
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final KeptAnswers kept;
    private final Tokens tokens;
    private final TokenLeases leases;
    private final Authorizations authorizations;
    private final RefreshingTokens refreshing;
    private final Duration limit;
    private final Clock clock;

    AnsweredRefreshes(KeptAnswers kept, Tokens tokens, TokenLeases leases, Authorizations authorizations,
            RefreshingTokens refreshing, TokenSettings settings, Clock clock) {
        this.kept = kept;
        this.tokens = tokens;
        this.leases = leases;
        this.authorizations = authorizations;
        this.refreshing = refreshing;
        this.limit = settings.exchangeLimit();
        this.clock = clock;
    }

    @Bean
    BackgroundLoop answeredRefreshesLoop() {
        return new BackgroundLoop("answered-refreshes", LOOK, () -> kept.left(limit)
                .filter(attempt -> !attempt.isExchange())
                .concatMap(this::end)
                .then(Mono.just(false)));
    }

    private Mono<Void> end(Attempt attempt) {
        return tokens.find(attempt.id())
                .filter(stored -> stored.version() == attempt.version())
                .flatMap(stored -> store(stored).thenReturn(true))
                .switchIfEmpty(kept.forget(attempt).thenReturn(false))
                .then();
    }

    private Mono<Void> store(StoredTokens stored) {
        Instant now = clock.instant();
        return leases.takeOver(stored, now, now.plus(limit))
                .flatMap(leased -> authorizations.find(stored.authorizationId())
                        .flatMap(authorization -> refreshing.refresh(authorization, leased)))
                .onErrorResume(ProblemException.class, _ -> Mono.empty());
    }
}
