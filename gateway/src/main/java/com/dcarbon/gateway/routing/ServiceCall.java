// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.routing;

import java.net.ConnectException;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.circuitbreaker.ReactiveCircuitBreaker;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;

import com.dcarbon.gateway.GatewayProblem;
import com.dcarbon.gateway.Service;
import com.dcarbon.platform.problem.ProblemException;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Calls a service through its circuit breaker. The call counts as good as soon as the answer's headers are there,
 * whatever they say: an error that a service explains is its answer, and the body of an export or an event stream may
 * take hours. Only a GET that found no open door is tried again, once.
 */
final class ServiceCall implements GatewayFilter {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceCall.class);

    private final Service service;
    private final ReactiveCircuitBreaker breaker;
    private final Duration retryAfter;

    ServiceCall(Service service, ReactiveCircuitBreaker breaker, Duration retryAfter) {
        this.service = service;
        this.breaker = breaker;
        this.retryAfter = retryAfter;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Mono<Void> call = chain.filter(exchange);
        if (HttpMethod.GET.equals(exchange.getRequest().getMethod())) {
            call = call.retryWhen(Retry.max(1)
                    .filter(ConnectException.class::isInstance)
                    .doBeforeRetry(_ -> ServerWebExchangeUtils.reset(exchange))
                    .onRetryExhaustedThrow((_, signal) -> signal.failure()));
        }
        return breaker.run(call, error -> Mono.error(problem(error)));
    }

    private ProblemException problem(Throwable error) {
        ProblemException known = CallersFault.find(error);
        if (known != null) {
            return known;
        }
        if (!(error instanceof CallNotPermittedException)) {
            LOG.atWarn()
                    .addKeyValue("called_service", service.id())
                    .addKeyValue("error", error.getClass().getSimpleName())
                    .log("no answer from a service");
        }
        return new ProblemException(GatewayProblem.SERVICE_UNAVAILABLE,
                "The " + service.id() + " service does not answer at the moment.").retryAfter(retryAfter);
    }
}
