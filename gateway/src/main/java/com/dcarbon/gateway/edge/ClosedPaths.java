// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.edge;

import org.springframework.core.annotation.Order;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import com.dcarbon.platform.problem.ProblemException;

import reactor.core.publisher.Mono;

/** What services say to each other does not exist here, whoever asks: no token makes a difference. */
@Component
@Order(EdgeOrder.CLOSED_PATHS)
class ClosedPaths implements WebFilter {
    private static final PathPattern INTERNAL = PathPatternParser.defaultInstance.parse("/internal/**");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        return INTERNAL.matches(path) ? Mono.error(ProblemException.notFound("This address")) : chain.filter(exchange);
    }
}
