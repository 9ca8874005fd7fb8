// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.internal;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import com.dcarbon.platform.problem.ProblemException;

import reactor.core.publisher.Mono;

/** {@code /internal/**} exists on the internal port only, and nothing else does there. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class PortWall implements WebFilter {
    private static final PathPattern INTERNAL = PathPatternParser.defaultInstance.parse("/internal/**");

    private final InternalPort port;

    PortWall(InternalPort port) {
        this.port = port;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        boolean internal = INTERNAL.matches(exchange.getRequest().getPath().pathWithinApplication());
        return internal == port.received(exchange.getRequest())
                ? chain.filter(exchange)
                : Mono.error(ProblemException.notFound("This address"));
    }
}
