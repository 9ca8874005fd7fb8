// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.routing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.StatusAssertions;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import com.dcarbon.gateway.Backends;
import com.dcarbon.gateway.GatewayIT;
import com.dcarbon.gateway.GatewayTestBase;
import com.dcarbon.gateway.Service;
import com.github.tomakehurst.wiremock.http.Fault;

@GatewayIT(properties = {"dcarbon.gateway.timeouts.ordinary=400ms", "dcarbon.gateway.timeouts.provider=3s",
        "dcarbon.gateway.breaker.open-for=1s", "dcarbon.gateway.breaker.window=6",
        "dcarbon.gateway.breaker.minimum-calls=4"})
class TroubleIT extends GatewayTestBase {

    @Test
    void saysThatASlowServiceIsUnavailable() {
        slow(Service.AUDIT, 2_000);

        expectUnavailable(owner().get().uri("/audit-logs").exchange());
    }

    @Test
    void waitsLongerWhileAServiceAsksAUtility() {
        slow(Service.AUTHORIZATION, 1_000);

        expectOk(owner().get().uri("/green-button/callback/pge?code=1&state=2").exchange());
        expectOk(owner().post().uri("/authorizations/" + FACILITY_ID + "/retry").exchange());
        expectUnavailable(owner().get().uri("/authorizations").exchange());
    }

    @Test
    void setsNoTimeLimitOnExportsAndEventStreams() {
        slow(Service.INGESTION, 1_000);
        slow(Service.NOTIFICATION, 1_000);

        expectOk(owner().get().uri("/intervals/export?meter_id=1").exchange());
        expectOk(owner().get().uri("/events/stream").exchange());
        expectOk(owner().post().uri("/facilities/1/green-button-files").bodyValue("<feed/>").exchange());
    }

    @Test
    void leavesAServiceAloneThatDoesNotAnswerAndFindsItAgain() {
        Backends.of(Service.AUDIT)
                .stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        for (int call = 0; call < 4; call++) {
            expectUnavailable(owner().get().uri("/audit-logs").exchange());
        }
        Backends.of(Service.AUDIT).resetRequests();

        expectUnavailable(owner().get().uri("/audit-logs").exchange());

        Backends.of(Service.AUDIT).verify(0, anyRequestedFor(anyUrl()));
        expectOk(owner().get().uri("/facilities").exchange());
        letAnswer(Service.AUDIT);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> expectOk(owner().get().uri("/audit-logs").exchange()));
    }

    @Test
    void sendsAPostOnceOnly() {
        Backends.of(Service.FACILITY)
                .stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        expectUnavailable(owner().post()
                .uri("/facilities")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"name\":\"Roof\"}")
                .exchange());

        Backends.of(Service.FACILITY).verify(1, postRequestedFor(urlPathEqualTo("/facilities")));
    }

    @Test
    void passesOnWhatAServiceSaysAboutItsOwnTrouble() {
        Backends.of(Service.AUTHORIZATION)
                .stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)
                        .withHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                        .withHeader(HttpHeaders.RETRY_AFTER, "77")
                        .withBody("{\"code\":\"provider_unavailable\"}")));

        for (int call = 0; call < 10; call++) {
            owner().post()
                    .uri("/green-button/start")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(503)
                    .expectHeader()
                    .valueEquals(HttpHeaders.RETRY_AFTER, "77")
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("provider_unavailable");
        }
    }

    @Test
    void doesNotPresentAnAnswerCutOffInTheMiddleAsWhole() {
        Backends.of(Service.INGESTION)
                .stubFor(get(urlPathEqualTo("/intervals/export")).willReturn(aResponse()
                        .withHeader(HttpHeaders.CONTENT_LENGTH, "1000")
                        .withBody("a,b,c\n1,2,3\n")
                        .withChunkedDribbleDelay(2, 500)));

        ResponseSpec answer = owner().get().uri("/intervals/export?meter_id=1").exchange();

        answer.expectStatus().isOk();
        assertThatThrownBy(() -> answer.expectBody().returnResult()).hasRootCauseInstanceOf(IOException.class);
    }

    private static void slow(Service service, int millis) {
        Backends.of(service)
                .stubFor(any(anyUrl()).willReturn(aResponse().withFixedDelay(millis).withBody(service.id())));
    }

    private static void letAnswer(Service service) {
        Backends.of(service).stubFor(any(anyUrl()).willReturn(aResponse().withBody(service.id())));
    }

    private static void expectOk(ResponseSpec answer) {
        StatusAssertions status = answer.expectStatus();
        status.isOk();
    }

    private static void expectUnavailable(ResponseSpec answer) {
        answer.expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .contentType("application/problem+json")
                .expectHeader()
                .valueMatches(HttpHeaders.RETRY_AFTER, "[1-9][0-9]*")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("service_unavailable")
                .jsonPath("$.retryable")
                .isEqualTo(true)
                .jsonPath("$.action")
                .isNotEmpty()
                .jsonPath("$.trace_id")
                .isNotEmpty();
    }
}
