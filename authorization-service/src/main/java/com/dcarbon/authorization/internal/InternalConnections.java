// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.internal;

import java.util.Map;

import org.springframework.boot.reactor.netty.SslServerCustomizer;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerSslBundle;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

import com.dcarbon.platform.server.SlowClients;

import reactor.netty.http.server.HttpServer;

/** Connections of the internal port are as those of the other: with the same certificate, and the same patience. */
@Component
class InternalConnections {
    private final ServerProperties server;
    private final SslBundles bundles;
    private final SlowClients slowClients;

    InternalConnections(ServerProperties server, SslBundles bundles, SlowClients slowClients) {
        this.server = server;
        this.bundles = bundles;
        this.slowClients = slowClients;
    }

    HttpServer of(HttpServer plain) {
        Ssl ssl = server.getSsl();
        HttpServer patient = slowClients.apply(plain);
        return ssl != null && ssl.isEnabled()
                ? new SslServerCustomizer(null, ssl.getClientAuth(), WebServerSslBundle.get(ssl, bundles), Map.of())
                        .apply(patient)
                : patient;
    }
}
