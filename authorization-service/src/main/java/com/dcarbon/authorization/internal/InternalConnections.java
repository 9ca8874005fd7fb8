// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.internal;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerSslBundle;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

import com.dcarbon.platform.server.SlowClients;

import reactor.netty.http.server.HttpServer;

/** Connections of the internal port are as those of the other: with the same certificate, also a renewed one, and the same patience. */
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
        return ssl != null && ssl.isEnabled() ? secure(ssl).apply(patient) : patient;
    }

    private RenewableTls secure(Ssl ssl) {
        var tls = new RenewableTls(ssl.getClientAuth(), WebServerSslBundle.get(ssl, bundles));
        String name = ssl.getBundle();
        if (name != null) {
            bundles.addBundleUpdateHandler(name, tls::renew);
        }
        return tls;
    }
}
