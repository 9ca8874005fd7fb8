// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.rotation;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.authorization.token.RotationSettings;
import com.dcarbon.platform.work.BackgroundLoop;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/** Looks on every replica for credentials that are due, and for new ones of the platform's own. */
@Configuration(proxyBeanMethods = false)
class RotationLoops {
    /** What is due for longer than that has trouble. */
    private static final Duration LATE = Duration.ofDays(1);

    @Bean
    BackgroundLoop tokenRotationLoop(RotatingDueTokens rotating, DueRotations due, RotationSettings settings,
            MeterRegistry metrics, Clock clock) {
        var overdue = new AtomicLong();
        metrics.gauge("dcarbon.authorization.rotations.overdue", overdue);
        var planned = new AtomicBoolean();
        Mono<Void> plan = Mono.defer(() -> planned.get()
                ? Mono.empty()
                : due.follow(settings).doOnSuccess(_ -> planned.set(true)).then());
        Mono<Boolean> measure = Mono.defer(() -> due.overdue(rotating.providers(), clock.instant().minus(LATE))
                .doOnNext(overdue::set)
                .thenReturn(false));
        return new BackgroundLoop("token-rotation", settings.look(), () -> plan.then(rotating.rotateSome())
                .flatMap(more -> more ? Mono.just(true) : measure));
    }

    @Bean
    BackgroundLoop platformTokensLoop(WatchingPlatformTokens watching, VerifyingAuthorizations verifying,
            RotationSettings settings) {
        return new BackgroundLoop("platform-tokens", settings.look(),
                () -> watching.look().then(verifying.verifySome()));
    }
}
