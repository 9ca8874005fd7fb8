// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import com.dcarbon.gateway.Backends;
import com.dcarbon.gateway.GatewayIT;
import com.dcarbon.gateway.GatewayTestBase;
import com.dcarbon.gateway.Service;

@GatewayIT(properties = {"dcarbon.gateway.allowed-origins=https://app.example.com",
        "dcarbon.gateway.public-url=https://api.example.com"})
class ApplicationOriginsIT extends GatewayTestBase {

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.com", "https://api.example.com"})
    void answersThePreflightOfTheApplicationWithoutAToken(String origin) {
        HttpHeaders headers = preflight(origin, "PATCH", "authorization, content-type, if-match").expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseHeaders();

        assertThat(headers.getAccessControlAllowOrigin()).isEqualTo(origin);
        assertThat(headers.getAccessControlAllowCredentials()).isTrue();
        assertThat(headers.getAccessControlAllowHeaders()).containsExactlyInAnyOrder("authorization", "content-type",
                "if-match");
        Backends.of(Service.FACILITY).verify(0, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-Match", "Idempotency-Key", "Last-Event-ID", "Authorization", "Content-Type", "Accept"})
    void allowsEveryHeaderOfTheContract(String header) {
        preflight("https://app.example.com", "POST", header).expectStatus().isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "https://app.example.com.evil.example", "http://app.example.com",
            "https://app.example.com:8443", "null"})
    void refusesThePreflightOfEveryoneElse(String origin) {
        ResponseSpec answer = preflight(origin, "GET", "authorization");

        answer.expectStatus().isForbidden();
        answer.expectHeader().doesNotExist(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
        answer.expectHeader().contentType("application/problem+json");
        answer.expectBody().jsonPath("$.code").isEqualTo("origin_not_allowed");
    }

    @Test
    void exposesTheHeadersOfTheContractOnAnAnswer() {
        HttpHeaders headers = owner().get()
                .uri("/facilities")
                .header(HttpHeaders.ORIGIN, "https://app.example.com")
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseHeaders();

        assertThat(headers.getAccessControlExposeHeaders()).containsExactlyInAnyOrder("ETag", "Location",
                "Retry-After", "Content-Disposition");
        assertThat(headers.get(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)).isEqualTo(List.of("https://app.example.com"));
    }

    @Test
    void letsTheApplicationReadWhyItWasRefused() {
        nobody().get()
                .uri("/facilities")
                .header(HttpHeaders.ORIGIN, "https://app.example.com")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "https://app.example.com");
    }

    private ResponseSpec preflight(String origin, String method, String headers) {
        return nobody().options()
                .uri("/facilities/" + FACILITY_ID)
                .header(HttpHeaders.ORIGIN, origin)
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, method)
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS, headers)
                .exchange();
    }
}
