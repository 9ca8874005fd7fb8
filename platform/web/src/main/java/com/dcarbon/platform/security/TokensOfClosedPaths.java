// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.security;

import java.util.List;

import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads bearer tokens where one is needed. On a public path it reads none: what stands there is the business of the path,
 * such as the secret of a utility that sends notifications.
 */
final class TokensOfClosedPaths implements ServerAuthenticationConverter {
    private final ServerAuthenticationConverter bearer = new ServerBearerTokenAuthenticationConverter();
    private final List<ServerWebExchangeMatcher> open;

    /** @param publicPaths each {@code METHOD /path/{pattern}} */
    TokensOfClosedPaths(List<String> publicPaths) {
        this.open = publicPaths.stream().map(TokensOfClosedPaths::matcher).toList();
    }

    private static ServerWebExchangeMatcher matcher(String path) {
        String[] methodAndPattern = path.split(" ", 2);
        return new PathPatternParserServerWebExchangeMatcher(methodAndPattern[1].strip(),
                HttpMethod.valueOf(methodAndPattern[0]));
    }

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        return Flux.fromIterable(open)
                .concatMap(path -> path.matches(exchange))
                .any(MatchResult::isMatch)
                .flatMap(isOpen -> isOpen ? Mono.empty() : bearer.convert(exchange));
    }
}
