// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

import com.dcarbon.gateway.Backends;
import com.dcarbon.gateway.GatewayTestBase;
import com.dcarbon.gateway.Service;
import com.dcarbon.testing.TestIdentityProvider;
import com.dcarbon.testing.TestToken;

class TokenCheckIT extends GatewayTestBase {
    private static final TestIdentityProvider IDENTITIES = TestIdentityProvider.shared();

    @Test
    void asksForATokenWhereThereIsNone() {
        nobody().get()
                .uri("/facilities")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .expectHeader()
                .contentType("application/problem+json")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("unauthenticated")
                .jsonPath("$.trace_id")
                .isNotEmpty();
    }

    static Stream<Arguments> worthlessTokens() {
        return Stream.of(Arguments.of("for another audience", owner(IDENTITIES).audience("another")),
                Arguments.of("expired", owner(IDENTITIES).expired()),
                Arguments.of("of another issuer", owner(IDENTITIES).issuer("https://evil.example")),
                Arguments.of("forged", owner(IDENTITIES).forged()));
    }

    private static TestToken owner(TestIdentityProvider identities) {
        return identities.user("owner", "commercial");
    }

    @ParameterizedTest(name = "refuses a token {0}")
    @MethodSource("worthlessTokens")
    void refusesATokenThatIsNotOursToBelieve(String why, TestToken token) {
        nobody().get()
                .uri("/facilities")
                .header(HttpHeaders.AUTHORIZATION, token.bearer())
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueMatches(HttpHeaders.WWW_AUTHENTICATE, "Bearer.*invalid_token.*")
                .expectHeader()
                .contentType("application/problem+json");
        Backends.of(Service.FACILITY).verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void letsNoServiceTokenIn() {
        nobody().get()
                .uri("/facilities")
                .header(HttpHeaders.AUTHORIZATION, IDENTITIES.service("ingestion-service", "dcarbon.internal").bearer())
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"GET, /green-button/callback/pge?state=1", "GET, /green-button/portal?scope=1",
            "POST, /green-button/notifications/pge", "GET, /utility-api/callback?referral=1",
            "POST, /utility-api/events", "POST, /invitations/preview"})
    void asksForNoTokenWhereTheCallerCannotHaveOne(String method, String path) {
        nobody().method(HttpMethod.valueOf(method)).uri(path).exchange().expectStatus().isOk();
    }

    @ParameterizedTest
    @CsvSource({"POST, /green-button/callback/pge", "GET, /invitations/preview", "POST, /invitations/accept",
            "POST, /green-button/start"})
    void asksForATokenEverywhereElse(String method, String path) {
        nobody().method(HttpMethod.valueOf(method)).uri(path).exchange().expectStatus().isUnauthorized();
    }

    @Test
    void handsTheTokenOnSoThatTheServiceChecksItItself() {
        String bearer = owner(IDENTITIES).bearer();

        nobody().get().uri("/facilities").header(HttpHeaders.AUTHORIZATION, bearer).exchange().expectStatus().isOk();

        Backends.of(Service.FACILITY)
                .verify(getRequestedFor(urlPathEqualTo("/facilities")).withHeader(HttpHeaders.AUTHORIZATION,
                        equalTo(bearer)));
    }
}
