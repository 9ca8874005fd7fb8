// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.openapi;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.dcarbon.gateway.Backends;
import com.dcarbon.gateway.GatewayTestBase;
import com.dcarbon.gateway.Service;

class OpenApiIT extends GatewayTestBase {

    @BeforeEach
    void describeServices() {
        document(Service.FACILITY, "/facilities");
        document(Service.AUTHORIZATION, "/green-button/start");
        document(Service.INGESTION, "/meters");
        document(Service.NOTIFICATION, "/notifications");
        Backends.of(Service.AUDIT).stubFor(get(urlPathEqualTo("/v3/api-docs")).willReturn(serverError()));
    }

    @Test
    void showsOneServicesDocumentUnderTheGatewaysAddress() {
        nobody().get()
                .uri("/openapi/facility")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.servers[0].url")
                .isEqualTo("http://localhost:8080")
                .jsonPath("$.paths['/facilities']")
                .exists();
    }

    @Test
    void mergesAllAndNamesTheServiceThatIsDownUntilItIsBack() {
        nobody().get()
                .uri("/openapi")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.paths.length()")
                .isEqualTo(4)
                .jsonPath("$['x-unavailable-services']")
                .isEqualTo(List.of("audit"));

        document(Service.AUDIT, "/audit-logs");

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> nobody().get()
                        .uri("/openapi")
                        .exchange()
                        .expectBody()
                        .jsonPath("$.paths['/audit-logs']")
                        .exists()
                        .jsonPath("$['x-unavailable-services']")
                        .doesNotExist());
    }

    @Test
    void saysWhenTheOneServiceIsDown() {
        nobody().get()
                .uri("/openapi/audit")
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("service_unavailable");
    }

    @Test
    void knowsNoOtherDocuments() {
        nobody().get().uri("/openapi/payroll").exchange().expectStatus().isNotFound();
    }

    @Test
    void showsTheApiBrowserWithEveryDocument() {
        String page = nobody().get()
                .uri("/swagger-ui/index.html")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .value("Content-Security-Policy", policy -> assertThat(policy).contains("script-src 'self'"))
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(page).contains("swagger-ui-bundle.js").doesNotContainPattern("<script>[^<]");
        nobody().get().uri("/swagger-ui.html").exchange().expectStatus().is3xxRedirection();
        nobody().get()
                .uri("/v3/api-docs/swagger-config")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$['urls.primaryName']")
                .isEqualTo("Whole platform")
                .jsonPath("$.urls.length()")
                .isEqualTo(6);
    }

    private static void document(Service service, String path) {
        Backends.of(service).stubFor(get(urlPathEqualTo("/v3/api-docs")).willReturn(okJson("""
                {"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": {"%s": {"get": {}}}}
                """.formatted(path))));
    }
}
