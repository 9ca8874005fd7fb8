// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.detail;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Asks one service for one part, with the caller's own token, so that the service decides what the caller may see. Never
 * fails: a service that is away, slow or answers something else makes its part unavailable, and is not asked for a while
 * after it did so again and again.
 */
final class Neighbour {
    private static final Logger LOG = LoggerFactory.getLogger(Neighbour.class);
    private static final int LAST_CALLS = 20;
    private static final int FEWEST_CALLS = 10;
    private static final float FAILED_PERCENT = 50;

    private final Part part;
    private final WebClient http;
    private final Duration limit;
    private final CircuitBreaker breaker;
    private final MeterRegistry metrics;

    Neighbour(Part part, WebClient http, Duration limit, Duration rest, MeterRegistry metrics) {
        this.part = part;
        this.http = http;
        this.limit = limit;
        this.metrics = metrics;
        this.breaker = CircuitBreaker.of(part.wire(), CircuitBreakerConfig.custom()
                .slidingWindowSize(LAST_CALLS)
                .minimumNumberOfCalls(FEWEST_CALLS)
                .failureRateThreshold(FAILED_PERCENT)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(rest)
                .build());
    }

    /** @param address the part's whole address */
    Mono<Told> ask(URI address, String token) {
        return Mono.defer(() -> breaker.tryAcquirePermission() ? judged(address, token) : Mono.just(resting()));
    }

    private Mono<Told> judged(URI address, String token) {
        long begun = System.nanoTime();
        return http.get()
                .uri(address)
                .headers(headers -> headers.setBearerAuth(token))
                .exchangeToMono(this::told)
                .timeout(limit)
                .doOnNext(_ -> breaker.onSuccess(System.nanoTime() - begun, TimeUnit.NANOSECONDS))
                .doOnNext(told -> count(told.value() == null ? "nothing" : "shown"))
                .doOnCancel(breaker::releasePermission)
                .onErrorResume(error -> Mono.just(away(error, System.nanoTime() - begun)));
    }

    private Mono<Told> told(ClientResponse response) {
        HttpStatusCode status = response.statusCode();
        if (status.isSameCodeAs(HttpStatus.NOT_FOUND)) {
            return response.releaseBody().thenReturn(Told.nothing(part));
        }
        if (!status.isSameCodeAs(HttpStatus.OK)) {
            return response.releaseBody().then(Mono.error(() -> new IllegalStateException("HTTP " + status.value())));
        }
        return response.bodyToMono(JsonNode.class)
                .mapNotNull(part::shown)
                .map(value -> Told.of(part, value))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("not what was asked for")));
    }

    private Told away(Throwable error, long nanos) {
        breaker.onError(nanos, TimeUnit.NANOSECONDS, error);
        LOG.atWarn()
                .addKeyValue("part", part.wire())
                .addKeyValue("reason", error.getClass().getSimpleName())
                .log("a part of the view is not available");
        count("unavailable");
        return Told.unavailable(part);
    }

    private Told resting() {
        count("resting");
        return Told.unavailable(part);
    }

    private void count(String outcome) {
        metrics.counter("dcarbon.authorization.detail.parts", "part", part.wire(), "outcome", outcome).increment();
    }
}
