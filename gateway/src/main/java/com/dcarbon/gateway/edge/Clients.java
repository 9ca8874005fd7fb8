// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.edge;

import java.net.InetSocketAddress;

import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

import com.dcarbon.gateway.GatewaySettings;

/** Under which address a client calls, as far as that can be known. */
@Component
class Clients {
    static final String FORWARDED_FOR = "X-Forwarded-For";

    private final ClientChain chain;

    Clients(GatewaySettings settings) {
        this.chain = new ClientChain(settings.trustedProxies());
    }

    /** The bare address: what the outermost trusted proxy saw, or the direct peer where there is none. */
    String addressOf(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        String peer = remote == null || remote.getAddress() == null ? "0.0.0.0" : remote.getAddress().getHostAddress();
        return chain.clientAddress(exchange.getRequest().getHeaders().getOrEmpty(FORWARDED_FOR), peer);
    }
}
