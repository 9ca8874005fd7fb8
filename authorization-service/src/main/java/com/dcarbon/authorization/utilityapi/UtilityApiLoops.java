// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.platform.work.BackgroundLoop;

import reactor.core.publisher.Mono;

/** Finds what webhooks missed, on every replica: each row is taken by one of them. */
@Configuration(proxyBeanMethods = false)
class UtilityApiLoops {
    private static final Duration LOOK = Duration.ofSeconds(2);

    @Bean
    BackgroundLoop utilityApiReconciliationLoop(Reconciling reconciling, Accounts accounts) {
        var begun = new AtomicBoolean();
        Mono<Boolean> begin = Mono.defer(() -> reconciling.compareSoon()
                .doOnSuccess(_ -> begun.set(true)).thenReturn(true));
        return new BackgroundLoop("utility-api-reconciliation", LOOK,
                () -> accounts.all().isEmpty() ? Mono.just(false) : begun.get() ? reconciling.compareNext() : begin);
    }

    @Bean
    BackgroundLoop utilityApiMarksLoop(MarkingDelivered marking, Accounts accounts) {
        return new BackgroundLoop("utility-api-marks", LOOK,
                () -> accounts.all().isEmpty() ? Mono.just(false) : marking.markNext());
    }
}
