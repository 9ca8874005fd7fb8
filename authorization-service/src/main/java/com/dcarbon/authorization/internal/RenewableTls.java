// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.internal;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.SslServerCustomizer;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.web.server.Ssl.ClientAuth;

import reactor.netty.http.server.HttpServer;
import reactor.netty.tcp.SslProvider;

/** TLS as Spring Boot sets it up for its own server, with a certificate that can be renewed while the server runs. */
final class RenewableTls extends SslServerCustomizer {
    private volatile SslProvider present;

    RenewableTls(@Nullable ClientAuth clientAuth, SslBundle bundle) {
        super(null, clientAuth, bundle, Map.of());
        present = provider(bundle);
    }

    /** Connections that begin from now on are shown that bundle's certificate. */
    void renew(SslBundle bundle) {
        present = provider(bundle);
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.secure(spec -> spec.sslContext(present.getSslContext())
                .setSniAsyncMappings((_, promise) -> promise.setSuccess(present)));
    }

    private SslProvider provider(SslBundle bundle) {
        return SslProvider.builder().sslContext(createSslContextSpec(bundle)).build();
    }
}
