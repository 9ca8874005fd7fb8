// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import com.dcarbon.gateway.Backends;
import com.dcarbon.gateway.GatewayIT;
import com.dcarbon.gateway.GatewayTestBase;
import com.dcarbon.gateway.Service;
import com.dcarbon.testing.TestIdentityProvider;

/** What goes by the client's address. Each test has addresses and users of its own, since what is counted stays so. */
@GatewayIT(properties = {"dcarbon.gateway.trusted-proxies=1", "dcarbon.gateway.rates.per-user=6",
        "dcarbon.gateway.rates.per-address=12", "dcarbon.gateway.rates.guarded=3",
        "dcarbon.gateway.allowed-origins=https://app.example.com"})
class TrustedProxyIT extends GatewayTestBase {
    private static final int MANY = 200;
    private static final TestIdentityProvider IDENTITIES = TestIdentityProvider.shared();

    @Test
    void takesTheAddressThatTheProxySawAndNotTheOneThatTheCallerWrote() {
        person("olivia", "6.6.6.6, 203.0.113.7").get().uri("/facilities").exchange().expectStatus().isOk();

        Backends.of(Service.FACILITY)
                .verify(getRequestedFor(anyUrl()).withHeader("X-Forwarded-For", equalTo("203.0.113.7")));
    }

    @Test
    void boundsWhatOnePersonAsksForFromWherever() {
        int answered = answeredUntilRefused(
                n -> person("hanna", "198.51.100." + n).get().uri("/facilities").exchange());

        assertThat(answered).isGreaterThanOrEqualTo(6);
        Backends.of(Service.FACILITY).verify(answered, getRequestedFor(anyUrl()));
        person("omar", "203.0.113.11").get()
                .uri("/facilities")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("RateLimit-Policy", "\"user\";q=6;w=60");
    }

    @Test
    void saysInAProblemWhenToComeBack() {
        ResponseSpec answer = refusal(_ -> person("stan", "203.0.113.20").get()
                .uri("/facilities")
                .header(HttpHeaders.ORIGIN, "https://app.example.com")
                .exchange());

        answer.expectHeader().contentType("application/problem+json");
        answer.expectHeader().valueMatches(HttpHeaders.RETRY_AFTER, "[1-9]|10");
        answer.expectHeader().valueMatches("RateLimit", "\"user\";r=0;t=\\d+");
        answer.expectHeader().valueEquals(HttpHeaders.CACHE_CONTROL, "no-store");
        answer.expectHeader().valueEquals(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "https://app.example.com");
        answer.expectBody()
                .jsonPath("$.code")
                .isEqualTo("too_many_requests")
                .jsonPath("$.retryable")
                .isEqualTo(true);
    }

    @Test
    void boundsWhatComesFromOneAddressWhateverTokensItTriesOut() {
        int tried = answeredUntilRefused(n -> nobody().get()
                .uri("/facilities")
                .header("X-Forwarded-For", n + ".1.1.1, 203.0.113.30")
                .header(HttpHeaders.AUTHORIZATION, IDENTITIES.user("u" + n, "commercial").forged().bearer())
                .exchange());

        assertThat(tried).isGreaterThanOrEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({"POST,/invitations/preview", "POST,/invitations/accept", "GET,/green-button/callback/pge?state=1",
            "GET,/utility-api/callback?referral=1", "GET,/green-button/portal?scope=1",
            "GET,/downloads/intervals?key=1"})
    void boundsMoreNarrowlyWhatSomebodyCouldGuess(String method, String path) {
        String network = "2001:db8:0:" + Integer.toHexString(path.hashCode() & 0xffff) + "::";

        ResponseSpec answer = refusal(n -> person("guest" + n + path.hashCode(), network + n)
                .method(HttpMethod.valueOf(method))
                .uri(path)
                .exchange());

        answer.expectHeader().valueEquals("RateLimit-Policy", "\"guarded\";q=3;w=60");
    }

    @Test
    void countsNoPreflight() {
        for (int call = 0; call < 14; call++) {
            nobody().options()
                    .uri("/facilities")
                    .header("X-Forwarded-For", "203.0.113.50")
                    .header(HttpHeaders.ORIGIN, "https://app.example.com")
                    .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "GET")
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
    }

    private WebTestClient person(String user, String forwardedFor) {
        return nobody().mutate()
                .defaultHeader(HttpHeaders.AUTHORIZATION, IDENTITIES.user(user, "commercial").bearer())
                .defaultHeader("X-Forwarded-For", forwardedFor)
                .build();
    }

    private static ResponseSpec refusal(IntFunction<ResponseSpec> call) {
        return IntStream.range(0, MANY)
                .mapToObj(call)
                .filter(answer -> answer.returnResult(String.class).getStatus() == HttpStatus.TOO_MANY_REQUESTS)
                .findFirst()
                .orElseThrow();
    }

    /** Limits are refilled meanwhile, so that nobody can say how many exactly. */
    private static int answeredUntilRefused(IntFunction<ResponseSpec> call) {
        return (int) IntStream.range(0, MANY)
                .mapToObj(call)
                .takeWhile(answer -> answer.returnResult(Void.class)
                        .getStatus() != HttpStatus.TOO_MANY_REQUESTS)
                .count();
    }
}
