// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
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
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
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
    void showARenewedCertificateWithoutARestart() throws Exception {
        var server = new ServerProperties();
        server.setSsl(Ssl.forBundle("server"));
        var bundles = new DefaultSslBundleRegistry("server", bundle("client"));
        String address = start(server, bundles);
        assertThat(certificateAt(address)).isEqualTo(certificate("client"));

        bundles.updateBundle("server", bundle("server"));

        assertThat(certificateAt(address)).isEqualTo(certificate("server"));
    }

    /** As it is shown to somebody who begins a connection now, and believes everything. */
    private static Certificate certificateAt(String address) throws Exception {
        String[] parts = address.split(":");
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
        try (var socket = (SSLSocket) trusting.getSocketFactory().createSocket(parts[0], Integer.parseInt(parts[1]))) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    private static Certificate certificate(String name) throws Exception {
        try (InputStream chain = Files.newInputStream(CERTIFICATES.chain(name))) {
            return CertificateFactory.getInstance("X.509").generateCertificate(chain);
        }
    }

    @Test
    void arePlainWhereTheServerIs() {
        String address = start(new ServerProperties());

        assertThat(answer(HttpClient.create(), "http://" + address)).isEqualTo("access");
    }

    private static @Nullable String answer(HttpClient client, String address) {
        return client.get().uri(address).responseContent().aggregate().asString().block(PATIENCE);
    }

    private static SslBundle bundle(String name) {
        PemSslStoreDetails own = PemSslStoreDetails.forCertificate("file:" + CERTIFICATES.chain(name))
                .withPrivateKey("file:" + CERTIFICATES.key(name));
        return SslBundle.of(new PemSslStoreBundle(PemSslStore.load(own), null));
    }

    private String start(ServerProperties server) {
        return start(server, new DefaultSslBundleRegistry("server", bundle("server")));
    }

    private String start(ServerProperties server, SslBundles bundles) {
        var connections = new InternalConnections(server, bundles,
                new SlowClients(new SlowClientSettings(PATIENCE, PATIENCE, PATIENCE)));
        DisposableServer started = connections.of(HttpServer.create().host("127.0.0.1").port(0))
                .handle((_, response) -> response.sendString(Mono.just("access")))
                .bindNow();
        running = started;
        return "127.0.0.1:" + started.port();
    }
}
