// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.authorization.token.TokenSettings;
import com.dcarbon.platform.work.BackgroundLoop;

import reactor.core.publisher.Mono;

/** Ends sessions whose time is over, on every replica: each row is taken by one of them. */
@Configuration(proxyBeanMethods = false)
class SessionExpiry {
    private static final Duration LOOK = Duration.ofSeconds(5);

    @Bean
    BackgroundLoop sessionExpiryLoop(AnsweredExchanges answered, EndingSession ending, Sessions sessions,
            SessionMetrics metrics, TokenSettings settings) {
        return new BackgroundLoop("session-expiry", LOOK, () -> answered.settle()
                .then(ending.endOverdue(settings.exchangeLimit()))
                .flatMap(ended -> ended ? Mono.just(true) : measure(sessions, metrics)));
    }

    private static Mono<Boolean> measure(Sessions sessions, SessionMetrics metrics) {
        return sessions.countOpen().doOnNext(metrics::measured).thenReturn(false);
    }
}
