// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.authorization.lifecycle.Authorizations;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.work.BackgroundLoop;

import reactor.core.publisher.Mono;

/**
 * Repeats refreshes that were begun and have no outcome: the process died, the database was away for too long, or the
 * utility's answer was lost.
 * The old refresh token is all there is: if the utility had not used it up, it works; if it had, the utility says so and
 * the customer is asked, whether or not anybody waits for a token.
 */
@Configuration(proxyBeanMethods = false)
class InterruptedRefreshes {
    private static final Duration LOOK = Duration.ofSeconds(5);

    @Bean
    BackgroundLoop interruptedRefreshesLoop(TokenLeases leases, Authorizations authorizations,
            RefreshingTokens refreshing,
            TokenSettings settings, Clock clock) {
        return new BackgroundLoop("interrupted-refreshes", LOOK, () -> {
            Instant now = clock.instant();
            return leases.leaseInterrupted(now, now.plus(settings.exchangeLimit()))
                    .flatMap(leased -> repeat(authorizations, refreshing, leased).thenReturn(true))
                    .defaultIfEmpty(false);
        });
    }

    /** A refresh that does not work now either has its outcome in the row. */
    private static Mono<Void> repeat(Authorizations authorizations, RefreshingTokens refreshing, LeasedTokens leased) {
        return authorizations.find(leased.tokens().authorizationId())
                .flatMap(authorization -> refreshing.refresh(authorization, leased))
                .onErrorResume(ProblemException.class, _ -> Mono.empty());
    }
}
