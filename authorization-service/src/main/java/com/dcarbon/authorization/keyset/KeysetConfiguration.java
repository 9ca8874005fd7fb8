// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.keyset;

import java.time.Duration;
import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.platform.work.BackgroundLoop;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Opens the keys where the configuration says they are, and looks now and then whether they have changed. */
@Configuration(proxyBeanMethods = false)
class KeysetConfiguration {
    private static final Duration LOOK = Duration.ofSeconds(10);

    @Bean
    TokenKeys tokenKeys(List<TokenKeySource> sources, KeysetSettings settings) {
        return sources.stream()
                .filter(source -> source.serves(settings.tokenKeyset()))
                .findFirst()
                .orElseThrow(() -> new InvalidKeysetException(
                        "nothing here serves dcarbon.authorization.token-keyset", null))
                .open(settings.tokenKeyset());
    }

    @Bean
    BackgroundLoop tokenKeysetLoop(TokenKeys keys) {
        return new BackgroundLoop("token-keyset", LOOK, () -> Mono.fromCallable(keys::look)
                .subscribeOn(Schedulers.boundedElastic()).thenReturn(false));
    }
}
