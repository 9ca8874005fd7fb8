// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;

import org.junit.jupiter.api.Test;

import com.dcarbon.gateway.Backends;
import com.dcarbon.gateway.GatewayIT;
import com.dcarbon.gateway.GatewayTestBase;
import com.dcarbon.gateway.Service;

@GatewayIT(properties = "dcarbon.gateway.trusted-proxies=1")
class TrustedProxyIT extends GatewayTestBase {

    @Test
    void takesTheAddressThatTheProxySawAndNotTheOneThatTheCallerWrote() {
        owner().get()
                .uri("/facilities")
                .header("X-Forwarded-For", "6.6.6.6, 203.0.113.7")
                .exchange()
                .expectStatus()
                .isOk();

        Backends.of(Service.FACILITY)
                .verify(getRequestedFor(anyUrl()).withHeader("X-Forwarded-For", equalTo("203.0.113.7")));
    }
}
