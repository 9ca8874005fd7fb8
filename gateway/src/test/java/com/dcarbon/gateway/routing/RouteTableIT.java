// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.routing;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import com.dcarbon.gateway.Backends;
import com.dcarbon.gateway.GatewayTestBase;
import com.dcarbon.gateway.Service;
import com.dcarbon.testing.TestIdentityProvider;

class RouteTableIT extends GatewayTestBase {

    @ParameterizedTest(name = "{0} {1} goes to {2}")
    @CsvSource(textBlock = """
            GET,    /utilities?q=san,                           facility
            POST,   /facilities,                                facility
            GET,    /facilities,                                facility
            GET,    /facilities/1,                              facility
            PATCH,  /facilities/1,                              facility
            DELETE, /facilities/1,                              facility
            PUT,    /facilities/1/operator-invitation,          facility
            POST,   /facilities/1/operator-invitation/resend,   facility
            DELETE, /facilities/1/operator,                     facility
            POST,   /facilities/1/operator/confirm,             facility
            PUT,    /facilities/1/utility-provider,             facility
            POST,   /invitations/preview,                       facility
            POST,   /invitations/accept,                        facility
            GET,    /facilities/1/sync,                         ingestion
            POST,   /facilities/1/sync,                         ingestion
            POST,   /facilities/1/green-button-files,           ingestion
            DELETE, /facilities/1/raw-payloads,                 ingestion
            POST,   /imports/1/reparse,                         ingestion
            GET,    /quarantine?limit=5,                        ingestion
            GET,    /facilities/1/generation-report?month=2026-10, ingestion
            POST,   /facilities/1/generation-reports,           ingestion
            GET,    /facilities/1/generation-reports,           ingestion
            GET,    /facilities/1/generation-reports/2,         ingestion
            GET,    /meters?facility_id=1,                      ingestion
            GET,    /meters/1,                                  ingestion
            PATCH,  /meters/1,                                  ingestion
            POST,   /meters/1/accept-upload,                    ingestion
            GET,    /intervals?meter_id=1,                      ingestion
            GET,    /intervals/export?meter_id=1,               ingestion
            GET,    /imports?stuck=true,                        ingestion
            POST,   /imports/1/retry,                           ingestion
            POST,   /green-button/start,                        authorization
            GET,    /green-button/status?sessionId=1,           authorization
            GET,    /green-button/callback/pge?code=1&state=2,  authorization
            POST,   /green-button/notifications/pge,            authorization
            GET,    /green-button/portal?scope=1,               authorization
            POST,   /utility-api/start,                         authorization
            POST,   /utility-api/events,                        authorization
            GET,    /authorizations,                            authorization
            GET,    /authorizations/1,                          authorization
            GET,    /authorizations/1/export?format=pdf,        authorization
            POST,   /authorizations/1/retry,                    authorization
            POST,   /authorizations/1/revoke,                   authorization
            GET,    /audit-logs,                                audit
            GET,    /audit-logs/export?format=csv,              audit
            GET,    /audit-logs/verify,                         audit
            GET,    /downloads/intervals?key=1,                 ingestion
            GET,    /downloads/authorizations?key=1,            authorization
            GET,    /downloads/audit-logs?key=1,                audit
            POST,   /downloads,                                 ingestion
            GET,    /notifications?unread=true,                 notification
            POST,   /notifications/1/read,                      notification
            GET,    /notification-preferences,                  notification
            PUT,    /notification-preferences,                  notification
            GET,    /events/stream,                             notification
            """)
    void sendsEachCallToTheServiceThatAnswersIt(String method, String path, String service) {
        owner().method(HttpMethod.valueOf(method))
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo(service);
    }

    @ParameterizedTest(name = "{0} is a file of {1}")
    @CsvSource({"/intervals/export?format=csv,ingestion", "/authorizations/1/export?format=pdf,authorization",
            "/audit-logs/export?format=csv,audit", "/elsewhere,ingestion", "7,ingestion"})
    void asksForALinkWhereTheFileIs(String path, String service) {
        String body = "{\"path\":\"" + path + "\"}";

        owner().post()
                .uri("/downloads")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo(service);

        Backends.of(Service.named(service).orElseThrow())
                .verify(postRequestedFor(urlEqualTo("/downloads")).withRequestBody(equalTo(body)));
        nobody().post().uri("/downloads").bodyValue(body).exchange().expectStatus().isUnauthorized();
        nobody().get().uri("/downloads/intervals?key=1").exchange().expectStatus().isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/internal", "/internal/authorizations/1/access-token", "/events", "/actuator/health",
            "/facility", "/cds/x", "/.well-known/oauth-authorization-server"})
    void routesNothingElse(String path) {
        owner().get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType("application/problem+json")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("not_found")
                .jsonPath("$.trace_id")
                .isNotEmpty();
        nobodyWasCalled();
    }

    @Test
    void leavesWhatOperatesAServiceToItsAdministratorsOnItsOwnAddress() {
        owner().get().uri("/actuator/deadletters").exchange().expectStatus().isForbidden();
        nobody().get().uri("/actuator/deadletters").exchange().expectStatus().isUnauthorized();
        nobody().mutate()
                .defaultHeader("Authorization", TestIdentityProvider.shared().user("admin", "admin").bearer())
                .build()
                .get()
                .uri("/actuator/deadletters")
                .exchange()
                .expectStatus()
                .isNotFound();
        nobodyWasCalled();
    }

    @Test
    void hidesInternalCallsWithoutATokenToo() {
        nobody().post().uri("/internal/authorizations/1/access-token").exchange().expectStatus().isNotFound();
        nobodyWasCalled();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/facilities/../internal/x", "/facilities/%2e%2e/internal/x",
            "/facilities/1%2F..%2Finternal",
            "/facilities;a=b/1", "//internal/x", "/facilities/..;/internal"})
    void refusesPathsThatMeanAnotherPath(String path) {
        owner().get()
                .uri(URI.create("http://localhost:" + port + path))
                .exchange()
                .expectStatus()
                .value(status -> assertThat(status).isIn(400, 404))
                .expectHeader()
                .contentType("application/problem+json");
        nobodyWasCalled();
    }

    @Test
    void keepsHealthAndMetricsOnAPortOfTheirOwn(@Value("${local.management.port}") int managementPort) {
        assertThat(managementPort).isNotEqualTo(port);
        WebTestClient management = WebTestClient.bindToServer().baseUrl("http://localhost:" + managementPort).build();
        management.get()
                .uri("/actuator/health/readiness")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("UP");
        management.get().uri("/actuator/prometheus").exchange().expectStatus().isOk();
    }

    private static void nobodyWasCalled() {
        for (Service service : Service.values()) {
            Backends.of(service).verify(0, anyRequestedFor(anyUrl()));
        }
    }
}
