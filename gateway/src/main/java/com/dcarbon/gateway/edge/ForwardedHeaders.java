// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.edge;

import java.util.Locale;
import java.util.Set;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

import com.dcarbon.gateway.GatewaySettings;

/**
 * Tells the services who calls and under which address, and throws away what the caller says about that. Runs after the
 * removal of hop-by-hop headers: a caller's {@code Connection} header could otherwise have ours removed.
 */
@Component
class ForwardedHeaders implements HttpHeadersFilter, Ordered {
    private static final Set<String> UNTRUSTED = Set.of("forwarded", "x-real-ip", "x-client-ip", "true-client-ip",
            "cf-connecting-ip", "x-original-url", "x-rewrite-url", "x-http-method-override", "proxy-connection");

    private final GatewaySettings settings;
    private final Clients clients;

    ForwardedHeaders(GatewaySettings settings, Clients clients) {
        this.settings = settings;
        this.clients = clients;
    }

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        HttpHeaders headers = new HttpHeaders();
        input.forEach((name, values) -> {
            if (!isUntrusted(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, values);
            }
        });
        headers.set(Clients.FORWARDED_FOR, clients.addressOf(exchange));
        headers.set("X-Forwarded-Proto", settings.publicUrl().getScheme());
        headers.set("X-Forwarded-Host", settings.publicUrl().getAuthority());
        return headers;
    }

    private static boolean isUntrusted(String name) {
        return name.startsWith("x-forwarded-") || UNTRUSTED.contains(name);
    }

    @Override
    public boolean supports(Type type) {
        return type == Type.REQUEST;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
