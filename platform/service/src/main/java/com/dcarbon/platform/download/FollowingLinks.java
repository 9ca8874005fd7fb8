// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.download;

import java.text.ParseException;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import com.dcarbon.platform.download.DownloadLinks.Claim;
import com.dcarbon.platform.problem.ProblemException;
import com.nimbusds.jwt.JWTParser;

import reactor.core.publisher.Mono;

/**
 * Makes of a followed link the call that it stands for, with the token of the person who asked for it. What comes after,
 * from the token check on, sees no difference.
 */
final class FollowingLinks implements WebFilter, Ordered {
    private static final int BEFORE_THE_TOKEN_CHECK = -200;
    private static final String BEARER = "Bearer ";

    private final DownloadLinks links;
    private final DownloadPaths paths;

    FollowingLinks(DownloadLinks links, DownloadPaths paths) {
        this.links = links;
        this.paths = paths;
    }

    @Override
    public int getOrder() {
        return BEFORE_THE_TOKEN_CHECK;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!HttpMethod.GET.equals(request.getMethod())
                || !paths.address().equals(request.getPath().pathWithinApplication().value())) {
            return chain.filter(exchange);
        }
        String key = Objects.requireNonNullElse(request.getQueryParams().getFirst("key"), "");
        return Mono.justOrEmpty(LinkKey.of(key))
                .flatMap(links::claim)
                .filter(claim -> isOf(claim, request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION)))
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("This download")))
                .flatMap(claim -> chain.filter(calling(claim, exchange)));
    }

    private static ServerWebExchange calling(Claim claim, ServerWebExchange exchange) {
        ServerHttpRequest call = exchange.getRequest()
                .mutate()
                .uri(claim.target())
                .headers(headers -> headers.setBearerAuth(claim.token()))
                .build();
        return exchange.mutate().request(call).build();
    }

    /** A browser sends no token. Whoever sends one must be the same person; whether it is valid does not matter here. */
    private static boolean isOf(Claim claim, @Nullable String authorization) {
        if (authorization == null) {
            return true;
        }
        return authorization.startsWith(BEARER)
                && Objects.equals(subject(claim.token()), subject(authorization.substring(BEARER.length())));
    }

    private static @Nullable String subject(String token) {
        try {
            return JWTParser.parse(token).getJWTClaimsSet().getSubject();
        } catch (ParseException _) {
            return null;
        }
    }
}
