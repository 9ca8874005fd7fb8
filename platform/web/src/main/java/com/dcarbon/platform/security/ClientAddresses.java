// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.security;

import java.net.InetSocketAddress;
import java.util.List;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.util.matcher.IpAddressServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds the client's address; {@code X-Forwarded-For} counts only if the direct peer is a trusted proxy. */
final class ClientAddresses {
    private static final String UNKNOWN = "0.0.0.0";

    private final List<ServerWebExchangeMatcher> trustedProxies;

    ClientAddresses(List<String> trustedProxies) {
        this.trustedProxies = trustedProxies.stream()
                .<ServerWebExchangeMatcher>map(IpAddressServerWebExchangeMatcher::new)
                .toList();
    }

    Mono<ClientAddress> of(ServerWebExchange exchange) {
        return Flux.fromIterable(trustedProxies)
                .concatMap(proxy -> proxy.matches(exchange))
                .any(MatchResult::isMatch)
                .map(trusted -> new ClientAddress(trusted ? forwarded(exchange.getRequest()) : peer(exchange)));
    }

    private static String forwarded(ServerHttpRequest request) {
        String header = request.getHeaders().getFirst("X-Forwarded-For");
        if (header == null || header.isBlank()) {
            return peer(request);
        }
        // The gateway replaces what clients send, so the first entry is what the gateway itself saw.
        return header.split(",", 2)[0].strip();
    }

    private static String peer(ServerWebExchange exchange) {
        return peer(exchange.getRequest());
    }

    private static String peer(ServerHttpRequest request) {
        InetSocketAddress address = request.getRemoteAddress();
        return address == null || address.getAddress() == null ? UNKNOWN : address.getAddress().getHostAddress();
    }
}
