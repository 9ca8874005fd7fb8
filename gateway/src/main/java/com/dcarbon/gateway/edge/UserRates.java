// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.edge;

import java.security.Principal;
import java.util.Optional;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import com.dcarbon.gateway.GatewaySettings;

import reactor.core.publisher.Mono;

/** Bounds what one person asks for, from wherever; after the token check, which tells who that is. */
@Component
@Order(EdgeOrder.USER_RATES)
class UserRates implements WebFilter {
    private final RateLimit limit;

    UserRates(GatewaySettings settings, RateLimits limits) {
        this.limit = limits.of("user", settings.rates().perUser());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getPrincipal()
                .map(Principal::getName)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(user -> user.map(name -> limit.count(exchange, name)).orElse(Mono.empty())
                        .then(chain.filter(exchange)));
    }
}
