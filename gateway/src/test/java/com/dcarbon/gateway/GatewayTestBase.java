// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import com.dcarbon.testing.TestIdentityProvider;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;

/** A gateway with stand-ins behind it, all of which answer 200 with their own name until a test says otherwise. */
@GatewayIT
public abstract class GatewayTestBase {
    protected static final String FACILITY_ID = "01930000-0000-7000-8000-000000000001";

    @LocalServerPort
    protected int port;

    @Autowired
    private CircuitBreakerRegistry breakers;

    @DynamicPropertySource
    static void neighbours(DynamicPropertyRegistry properties) {
        Backends.register(properties);
    }

    @BeforeEach
    void letEveryServiceAnswer() {
        Backends.reset();
        breakers.getAllCircuitBreakers().forEach(breaker -> breaker.reset());
        for (Service service : Service.values()) {
            Backends.of(service)
                    .stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withBody(service.id())));
        }
    }

    /** A client without token. */
    protected WebTestClient nobody() {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    /** A client with the token of a commercial user. */
    protected WebTestClient owner() {
        return nobody().mutate()
                .defaultHeader("Authorization", TestIdentityProvider.shared().user("owner", "commercial").bearer())
                .build();
    }
}
