// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.line;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.ingestion.source.FetchOutcome;
import com.dcarbon.platform.providers.ProviderCalls;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import reactor.core.publisher.Mono;

/**
 * Everything this process asks of one utility goes through its line: when it is its turn, and not at all for a while
 * after the utility asked for that or failed again and again, so that neither uses up anybody's attempts.
 */
public final class UtilityLine {
    private static final int LAST_CALLS = 10;
    private static final float FAILED_PERCENT = 80;

    private final String provider;
    private final CircuitBreaker breaker;
    private final Duration rest;
    private final ProviderCalls calls;
    private final Clock clock;

    UtilityLine(String provider, Duration rest, ProviderCalls calls, MeterRegistry metrics, Clock clock) {
        this.provider = provider;
        this.rest = rest;
        this.calls = calls;
        this.clock = clock;
        this.breaker = CircuitBreaker.of(provider, CircuitBreakerConfig.custom()
                .slidingWindowSize(LAST_CALLS)
                .minimumNumberOfCalls(LAST_CALLS)
                .failureRateThreshold(FAILED_PERCENT)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(rest)
                .build());
        metrics.gauge("dcarbon.provider.resting", Tags.of("provider", provider), breaker,
                UtilityLine::resting);
    }

    private static double resting(CircuitBreaker breaker) {
        return breaker.getState() == CircuitBreaker.State.OPEN ? 1 : 0;
    }

    /**
     * Makes the request, unless the utility is left alone: that is {@link StopFetching}.
     *
     * @param call what is asked, from a small fixed set: for the metrics
     * @param reported the outcome as the metrics shall show it
     */
    public <T> Mono<ProviderOutcome<T>> ask(String call, Turns turns, Mono<ProviderOutcome<T>> request,
            Function<ProviderOutcome<T>, ProviderOutcome<?>> reported) {
        return Mono.defer(() -> breaker.tryAcquirePermission()
                ? turns.next()
                        .then(judged(call, turns, request, reported))
                        .doOnError(error -> breaker.releasePermission())
                        .doOnCancel(breaker::releasePermission)
                : Mono.error(StopFetching.with(new FetchOutcome.Paused(clock.instant().plus(rest),
                        FetchFailure.PROVIDER_UNAVAILABLE))));
    }

    private <T> Mono<ProviderOutcome<T>> judged(String call, Turns turns, Mono<ProviderOutcome<T>> request,
            Function<ProviderOutcome<T>, ProviderOutcome<?>> reported) {
        return Mono.defer(() -> {
            long begun = System.nanoTime();
            return request.flatMap(outcome -> {
                var took = Duration.ofNanos(System.nanoTime() - begun);
                calls.ended(provider, call, reported.apply(outcome), took);
                return judge(turns, outcome, took).thenReturn(outcome);
            });
        });
    }

    private Mono<Void> judge(Turns turns, ProviderOutcome<?> outcome, Duration took) {
        return switch (outcome) {
            case ProviderOutcome.Failed<?>(ProviderTrouble.Unavailable(String detail, Instant _)) -> Mono
                    .fromRunnable(() -> breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS,
                            new IllegalStateException(detail)));
            case ProviderOutcome.Failed<?>(ProviderTrouble.Throttled(String _, Instant until)) -> {
                breaker.releasePermission();
                yield until == null ? Mono.empty() : turns.pause(until);
            }
            default -> Mono.fromRunnable(() -> breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS));
        };
    }
}
