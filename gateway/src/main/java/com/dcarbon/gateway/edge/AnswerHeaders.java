// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.edge;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import com.dcarbon.gateway.GatewaySettings;

import reactor.core.publisher.Mono;

/**
 * Sets the headers that make a browser careful, on every answer, whatever the service behind said. Answers are data and
 * never pages, save the API browser, which needs its own scripts and styles.
 */
@Component
@Order(EdgeOrder.ANSWER_HEADERS)
class AnswerHeaders implements WebFilter {
    private static final String CSP = "Content-Security-Policy";
    private static final String DATA_ONLY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    private static final String API_BROWSER = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
            + "form-action 'none'";
    private static final String ONE_YEAR = "max-age=31536000; includeSubDomains";

    private final boolean https;

    AnswerHeaders(GatewaySettings settings) {
        this.https = settings.isHttps();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        boolean page = isApiBrowser(exchange.getRequest().getPath().value());
        exchange.getResponse()
                .beforeCommit(() -> Mono.fromRunnable(() -> set(exchange.getResponse().getHeaders(), page)));
        return chain.filter(exchange);
    }

    private void set(HttpHeaders headers, boolean page) {
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        headers.set(CSP, page ? API_BROWSER : DATA_ONLY);
        if (!page) {
            headers.setCacheControl("no-store");
            headers.remove(HttpHeaders.PRAGMA);
            headers.remove(HttpHeaders.EXPIRES);
        }
        if (https) {
            headers.set("Strict-Transport-Security", ONE_YEAR);
        }
    }

    private static boolean isApiBrowser(String path) {
        return path.equals("/swagger-ui.html") || path.startsWith("/swagger-ui/") || path.startsWith("/webjars/");
    }
}
