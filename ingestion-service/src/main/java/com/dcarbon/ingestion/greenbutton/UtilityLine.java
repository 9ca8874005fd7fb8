// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.greenbutton;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.dcarbon.platform.providers.ProviderProfile;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import reactor.core.publisher.Mono;

/**
 * Everything this process asks of one utility goes through its line: at the utility's pace, and not at all for a while
 * after it failed again and again, so that an outage uses up nobody's attempts.
 */
final class UtilityLine {
    private static final int LAST_CALLS = 10;
    private static final float FAILED_PERCENT = 80;

    private final String provider;
    private final Pace pace;
    private final CircuitBreaker breaker;
    private final Duration rest;
    private final MeterRegistry metrics;
    private final Clock clock;

    UtilityLine(ProviderProfile profile, Duration rest, MeterRegistry metrics, Clock clock) {
        this.provider = profile.id();
        this.pace = new Pace(profile.limits().requestsPerSecond(), System::nanoTime);
        this.rest = rest;
        this.metrics = metrics;
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

    Mono<ResourceAnswer> ask(Mono<ResourceAnswer> call) {
        return Mono.defer(() -> {
            if (!breaker.tryAcquirePermission()) {
                return Mono.just(counted(new ResourceAnswer.Resting(clock.instant().plus(rest))));
            }
            long begun = breaker.getCurrentTimestamp();
            return Mono.delay(pace.take())
                    .then(call)
                    .doOnNext(answer -> judge(answer, breaker.getCurrentTimestamp() - begun))
                    .doOnError(error -> breaker.releasePermission())
                    .doOnCancel(breaker::releasePermission);
        });
    }

    private void judge(ResourceAnswer answer, long duration) {
        counted(answer);
        if (answer instanceof ResourceAnswer.Unavailable unavailable) {
            breaker.onError(duration, breaker.getTimestampUnit(), new IllegalStateException(unavailable.what()));
        } else {
            breaker.onSuccess(duration, breaker.getTimestampUnit());
        }
        metrics.timer("dcarbon.provider.request.time", "provider", provider)
                .record(breaker.getTimestampUnit().toNanos(duration), TimeUnit.NANOSECONDS);
    }

    private ResourceAnswer counted(ResourceAnswer answer) {
        metrics.counter("dcarbon.provider.requests", "provider", provider, "outcome", answer.outcome()).increment();
        return answer;
    }
}
