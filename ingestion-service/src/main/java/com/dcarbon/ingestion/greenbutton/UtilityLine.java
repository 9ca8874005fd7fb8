// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.platform.providers.ProviderCalls;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderTrouble;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import reactor.core.publisher.Mono;

/**
 * Everything this process asks of one utility goes through its line: at the utility's pace, and not at all for a while
 * after it asked for that or failed again and again, so that neither uses up anybody's attempts.
 */
final class UtilityLine {
    private static final int LAST_CALLS = 10;
    private static final float FAILED_PERCENT = 80;
    private static final String CALL = "resource";

    private final String provider;
    private final Pace pace;
    private final CircuitBreaker breaker;
    private final Duration rest;
    private volatile Instant pausedUntil = Instant.EPOCH;
    private final ProviderCalls calls;
    private final Clock clock;

    UtilityLine(ProviderProfile profile, Duration rest, ProviderCalls calls, MeterRegistry metrics, Clock clock) {
        this.provider = profile.id();
        this.pace = new Pace(profile.limits().requestsPerSecond(), System::nanoTime);
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

    Mono<ProviderOutcome<ResourceAnswer>> ask(Mono<ProviderOutcome<ResourceAnswer>> call) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            if (pausedUntil.isAfter(now)) {
                return unasked(pausedUntil, FetchFailure.PROVIDER_BUSY);
            }
            return breaker.tryAcquirePermission()
                    ? Mono.delay(pace.take()).then(judged(call)).doOnCancel(breaker::releasePermission)
                    : unasked(now.plus(rest), FetchFailure.PROVIDER_UNAVAILABLE);
        });
    }

    private static Mono<ProviderOutcome<ResourceAnswer>> unasked(Instant until, FetchFailure reason) {
        return Mono.just(ProviderOutcome.succeeded(new ResourceAnswer.Resting(until, reason)));
    }

    private Mono<ProviderOutcome<ResourceAnswer>> judged(Mono<ProviderOutcome<ResourceAnswer>> call) {
        return Mono.defer(() -> {
            long begun = System.nanoTime();
            return call.doOnNext(outcome -> judge(outcome, Duration.ofNanos(System.nanoTime() - begun)))
                    .doOnError(error -> breaker.releasePermission());
        });
    }

    private void judge(ProviderOutcome<ResourceAnswer> outcome, Duration took) {
        calls.ended(provider, CALL, reported(outcome), took);
        switch (outcome) {
            case ProviderOutcome.Failed<ResourceAnswer>(ProviderTrouble.Unavailable down) -> breaker.onError(
                    took.toNanos(), TimeUnit.NANOSECONDS,
                    new IllegalStateException(down.detail()));
            case ProviderOutcome.Failed<ResourceAnswer>(ProviderTrouble.Throttled throttled) -> {
                breaker.releasePermission();
                pause(throttled);
            }
            default -> breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void pause(ProviderTrouble.Throttled throttled) {
        Instant until = throttled.until();
        if (until != null && until.isAfter(pausedUntil)) {
            pausedUntil = until;
        }
    }

    /** A refused token counts as the trouble that it is at this call, whatever comes out about the grant later. */
    private static ProviderOutcome<?> reported(ProviderOutcome<ResourceAnswer> outcome) {
        return outcome instanceof ProviderOutcome.Succeeded<ResourceAnswer>(ResourceAnswer.TokenRefused(int status))
                ? ProviderOutcome.failed(new ProviderTrouble.ReauthorizationNeeded("status " + status))
                : outcome;
    }
}
