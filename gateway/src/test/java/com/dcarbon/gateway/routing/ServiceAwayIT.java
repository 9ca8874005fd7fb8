// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.routing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import com.dcarbon.gateway.Backends;
import com.dcarbon.gateway.GatewayIT;
import com.dcarbon.testing.TestIdentityProvider;

/** Nobody listens where the audit service should be. */
@GatewayIT
class ServiceAwayIT {
    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void neighbours(DynamicPropertyRegistry properties) {
        Backends.register(properties);
        properties.add("dcarbon.gateway.services.audit", () -> "http://localhost:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void saysThatAServiceThatIsNotThereIsUnavailable(String method) {
        client().method(HttpMethod.valueOf(method))
                .uri("/audit-logs")
                .header(HttpHeaders.AUTHORIZATION, TestIdentityProvider.shared().user("admin", "admin").bearer())
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("service_unavailable")
                .jsonPath("$.detail")
                .isEqualTo("The audit service does not answer at the moment.");
    }

    @Test
    void staysUpItself() {
        client().get().uri("/openapi/audit").exchange().expectStatus().isEqualTo(503);
        client().get().uri("/facilities").exchange().expectStatus().isUnauthorized();
    }

    private WebTestClient client() {
        return WebTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }
}
