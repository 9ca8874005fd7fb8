// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class TokensOfClosedPathsTest {
    private final TokensOfClosedPaths tokens = new TokensOfClosedPaths(List.of("POST /notes/{sender}"));

    @Test
    void readsTheTokenOfAClosedPath() {
        assertThat(reads(MockServerHttpRequest.get("/notes/acme"))).isTrue();
        assertThat(reads(MockServerHttpRequest.post("/other"))).isTrue();
        assertThat(reads(new TokensOfClosedPaths(List.of()), MockServerHttpRequest.post("/notes/acme"))).isTrue();
    }

    @Test
    void leavesTheCredentialsOfAPublicPathToThatPath() {
        assertThat(reads(MockServerHttpRequest.post("/notes/acme"))).isFalse();
    }

    private boolean reads(MockServerHttpRequest.BaseBuilder<?> request) {
        return reads(tokens, request);
    }

    private static boolean reads(TokensOfClosedPaths tokens, MockServerHttpRequest.BaseBuilder<?> request) {
        var exchange = MockServerWebExchange.from(request.header("Authorization", "Bearer something"));
        return Boolean.TRUE.equals(tokens.convert(exchange).hasElement().block());
    }
}
