// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.edge;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.core.annotation.Order;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import com.dcarbon.gateway.GatewaySettings;

import reactor.core.publisher.Mono;

/**
 * Bounds what comes from one address, before any token is looked at, so that trying out tokens counts too. Calls whose
 * secret somebody could try to guess are bounded more narrowly, with a token or without. A browser's preflight is
 * answered before and does not count.
 */
@Component
@Order(EdgeOrder.ADDRESS_RATES)
class AddressRates implements WebFilter {
    private static final List<PathPattern> GUARDED = Stream.of("/invitations/preview", "/invitations/accept",
            "/green-button/callback/{provider_id}", "/green-button/portal", "/utility-api/callback",
            "/downloads/{area}").map(PathPatternParser.defaultInstance::parse).toList();

    private final Clients clients;
    private final RateLimit all;
    private final RateLimit guarded;

    AddressRates(GatewaySettings settings, Clients clients, RateLimits limits) {
        this.clients = clients;
        this.all = limits.of("address", settings.rates().perAddress());
        this.guarded = limits.of("guarded", settings.rates().guarded());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String network = ClientNetwork.of(clients.addressOf(exchange));
        Mono<Void> counted = all.count(exchange, network);
        if (isGuarded(exchange.getRequest().getPath().pathWithinApplication())) {
            counted = counted.then(guarded.count(exchange, network));
        }
        return counted.then(chain.filter(exchange));
    }

    private static boolean isGuarded(PathContainer path) {
        return GUARDED.stream().anyMatch(pattern -> pattern.matches(path));
    }
}
