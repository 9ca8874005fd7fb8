// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;

import com.dcarbon.platform.server.SlowClientSettings;
import com.dcarbon.platform.server.SlowClients;
import com.dcarbon.testing.TestCertificates;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

/** Access tokens go over the internal port: it speaks TLS where the other one does. */
class InternalConnectionsTest {
    private static final TestCertificates CERTIFICATES = TestCertificates.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private @Nullable DisposableServer running;

    @AfterEach
    void stop() {
        if (running != null) {
            running.disposeNow();
        }
    }

    @Test
    void speakTlsWithTheCertificateOfTheServer() throws Exception {
        var server = new ServerProperties();
        server.setSsl(Ssl.forBundle("server"));
        String address = start(server);
        SslContext tls = SslContextBuilder.forClient().trustManager(CERTIFICATES.chain("authority").toFile()).build();

        assertThat(answer(HttpClient.create().secure(spec -> spec.sslContext(tls)), "https://" + address))
                .isEqualTo("access");
        assertThatThrownBy(() -> answer(HttpClient.create(), "http://" + address)).isNotNull();
    }

    @Test
    void arePlainWhereTheServerIs() {
        String address = start(new ServerProperties());

        assertThat(answer(HttpClient.create(), "http://" + address)).isEqualTo("access");
    }

    private static @Nullable String answer(HttpClient client, String address) {
        return client.get().uri(address).responseContent().aggregate().asString().block(PATIENCE);
    }

    private String start(ServerProperties server) {
        PemSslStoreDetails own = PemSslStoreDetails.forCertificate("file:" + CERTIFICATES.chain("server"))
                .withPrivateKey("file:" + CERTIFICATES.key("server"));
        var bundles = new DefaultSslBundleRegistry("server",
                SslBundle.of(new PemSslStoreBundle(PemSslStore.load(own), null)));
        var connections = new InternalConnections(server, bundles,
                new SlowClients(new SlowClientSettings(PATIENCE, PATIENCE, PATIENCE)));
        DisposableServer started = connections.of(HttpServer.create().host("127.0.0.1").port(0))
                .handle((_, response) -> response.sendString(Mono.just("access")))
                .bindNow();
        running = started;
        return "127.0.0.1:" + started.port();
    }
}
