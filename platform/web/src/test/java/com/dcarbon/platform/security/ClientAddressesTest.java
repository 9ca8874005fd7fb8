// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class ClientAddressesTest {
    private final ClientAddresses addresses = new ClientAddresses(List.of("10.1.0.0/16"));

    @Test
    void believesTheGateway() {
        assertThat(seen("10.1.2.3", "203.0.113.9")).isEqualTo("203.0.113.9");
    }

    @Test
    void doesNotBelieveWhatOthersForward() {
        assertThat(seen("198.51.100.7", "203.0.113.9")).isEqualTo("198.51.100.7");
    }

    @Test
    void takesTheGatewayItselfWhereNothingIsForwarded() {
        assertThat(seen("10.1.2.3", null)).isEqualTo("10.1.2.3");
    }

    private @Nullable String seen(String peer, @Nullable String forwarded) {
        var request = MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress(peer, 4711));
        if (forwarded != null) {
            request.header("X-Forwarded-For", forwarded);
        }
        return addresses.of(MockServerWebExchange.from(request)).map(ClientAddress::value).block();
    }
}
