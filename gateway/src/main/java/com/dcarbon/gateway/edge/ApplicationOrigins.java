// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.edge;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsProcessor;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import com.dcarbon.gateway.GatewayProblem;
import com.dcarbon.gateway.GatewaySettings;
import com.dcarbon.platform.problem.ProblemException;

import reactor.core.publisher.Mono;

/**
 * Answers CORS for the application's origins, with credentials, before the token check: a browser's preflight carries
 * no token. The gateway's own address is allowed too, for its API browser behind a proxy that ends TLS.
 */
@Component
@Order(EdgeOrder.ORIGINS)
class ApplicationOrigins implements WebFilter {
    private final CorsProcessor cors = new DefaultCorsProcessor();
    private final CorsConfiguration rules;

    ApplicationOrigins(GatewaySettings settings) {
        this.rules = rules(settings);
    }

    private static CorsConfiguration rules(GatewaySettings settings) {
        String self = settings.publicUrl().getScheme() + "://" + settings.publicUrl().getAuthority();
        var rules = new CorsConfiguration();
        rules.setAllowedOrigins(Stream.concat(settings.allowedOrigins().stream(), Stream.of(self)).toList());
        rules.setAllowCredentials(true);
        rules.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        rules.setAllowedHeaders(List.of("Authorization", "Content-Type", "Accept", "If-Match", "Idempotency-Key",
                "Last-Event-ID"));
        rules.setExposedHeaders(List.of("ETag", "Location", "Retry-After", "Content-Disposition"));
        rules.setMaxAge(Duration.ofHours(1));
        return rules;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        boolean allowed = cors.process(rules, exchange);
        if (!allowed) {
            return Mono.error(new ProblemException(GatewayProblem.ORIGIN_NOT_ALLOWED,
                    "The Origin header, or the method or headers that the page wants to use, are not allowed here."));
        }
        return CorsUtils.isPreFlightRequest(exchange.getRequest()) ? Mono.empty() : chain.filter(exchange);
    }
}
