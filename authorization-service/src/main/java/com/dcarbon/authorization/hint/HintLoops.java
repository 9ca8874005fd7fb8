// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.hint;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.authorization.token.Checks;
import com.dcarbon.platform.work.BackgroundLoop;

import reactor.core.publisher.Mono;

/** Follows what concerns authorizations themselves, and forgets what was told long enough ago. */
@Configuration(proxyBeanMethods = false)
class HintLoops {
    private static final Duration LOOK = Duration.ofSeconds(3);

    @Bean
    BackgroundLoop authorizationChecksLoop(CheckingAuthorizations checking, Checks checks, ToldLately told) {
        return new BackgroundLoop("authorization-checks", LOOK,
                () -> checking.checkNext().flatMap(more -> more
                        ? Mono.just(true)
                        : told.forget().then(checks.addExpired())));
    }
}
