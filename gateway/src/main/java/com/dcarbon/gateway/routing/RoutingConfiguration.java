// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.routing;

import java.time.Duration;

import org.springframework.cloud.circuitbreaker.resilience4j.ReactiveResilience4JCircuitBreakerFactory;
import org.springframework.cloud.circuitbreaker.resilience4j.Resilience4JConfigBuilder;
import org.springframework.cloud.client.circuitbreaker.Customizer;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.dcarbon.gateway.GatewaySettings;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import reactor.netty.http.client.HttpClient;

/** Makes the gateway's routes from the {@link RouteTable}. */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {
    private static final long NO_LIMIT = -1;

    @Bean
    RouteLocator serviceRoutes(RouteLocatorBuilder builder, GatewaySettings settings,
            ReactiveResilience4JCircuitBreakerFactory breakers) {
        var routes = builder.routes();
        RouteTable.EXPORTS.forEach((path, service) -> {
            var call = new ServiceCall(service, breakers.create(service.id()), settings.breaker().openFor());
            routes.route("links-of-" + service.id(), spec -> spec.path("/downloads")
                    .and()
                    .readBody(String.class, body -> DownloadRequest.isOf(body, path))
                    .filters(filters -> filters.filter(call))
                    .metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR,
                            millis(TimeLimit.ORDINARY, settings.timeouts()))
                    .uri(settings.baseUrl(service)));
        });
        for (ServiceRoute route : RouteTable.ROUTES) {
            var call = new ServiceCall(route.service(), breakers.create(route.service().id()),
                    settings.breaker().openFor());
            routes.route(route.id(), spec -> spec.path(route.paths().toArray(String[]::new))
                    .filters(filters -> filters.filter(call))
                    .metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, millis(route.timeLimit(), settings.timeouts()))
                    .uri(settings.baseUrl(route.service())));
        }
        return routes.build();
    }

    private static long millis(TimeLimit limit, GatewaySettings.Timeouts timeouts) {
        return switch (limit) {
            case ORDINARY -> timeouts.ordinary().toMillis();
            case PROVIDER -> timeouts.provider().toMillis();
            case NONE -> NO_LIMIT;
        };
    }

    /** One breaker per service. Its own time limiter is off: time limits belong to routes, not to services. */
    @Bean
    Customizer<ReactiveResilience4JCircuitBreakerFactory> serviceBreakers(GatewaySettings settings) {
        GatewaySettings.Breaker breaker = settings.breaker();
        CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(breaker.window())
                .minimumNumberOfCalls(breaker.minimumCalls())
                .failureRateThreshold(breaker.failureRate())
                .waitDurationInOpenState(breaker.openFor())
                .permittedNumberOfCallsInHalfOpenState(breaker.probes())
                .maxWaitDurationInHalfOpenState(Duration.ofSeconds(30))
                .ignoreException(CallersFault::causes)
                .build();
        return factory -> factory
                .configureDefault(id -> new Resilience4JConfigBuilder(id).circuitBreakerConfig(config).build());
    }

    /** Reactor Netty would repeat a call whose connection was reset, a POST too; repeating is our decision. */
    @Bean
    HttpClientCustomizer noHiddenRepetition() {
        return (HttpClient client) -> client.disableRetry(true);
    }
}
