// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLException;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import com.dcarbon.gateway.Backends;
import com.dcarbon.gateway.GatewayIT;
import com.dcarbon.testing.TestCertificates;
import com.dcarbon.testing.TestIdentityProvider;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

/** TLS from the client to the gateway and from there to a service, by settings alone, with certificates of our own. */
@GatewayIT(properties = {"dcarbon.gateway.public-url=https://api.example.com", "server.ssl.bundle=server",
        "spring.cloud.gateway.server.webflux.httpclient.ssl.ssl-bundle=inside",
        "spring.http.clients.ssl.bundle=inside"})
class TlsIT {
    private static final TestCertificates CERTIFICATES = TestCertificates.shared();
    private static final AtomicReference<String> FORWARDED = new AtomicReference<>("");

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void certificates(DynamicPropertyRegistry properties) throws SSLException {
        SslContext tls = SslContextBuilder.forServer(CERTIFICATES.chain("server").toFile(),
                CERTIFICATES.key("server").toFile()).build();
        int service = HttpServer.create().host("127.0.0.1").secure(spec -> spec.sslContext(tls))
                .handle((request, response) -> {
                    FORWARDED.set(String.valueOf(request.requestHeaders().get("X-Forwarded-Proto")));
                    return response.sendString(Mono.just("{\"scheme\":\"" + request.scheme() + "\"}"));
                }).bindNow().port();
        Backends.register(properties);
        properties.add("dcarbon.gateway.services.facility", () -> "https://127.0.0.1:" + service);
        // The certificate is not for that name.
        properties.add("dcarbon.gateway.services.audit", () -> "https://localhost:" + service);
        properties.add("spring.ssl.bundle.pem.server.keystore.certificate",
                () -> CERTIFICATES.chain("server").toString());
        properties.add("spring.ssl.bundle.pem.server.keystore.private-key",
                () -> CERTIFICATES.key("server").toString());
        properties.add("spring.ssl.bundle.pem.inside.truststore.certificate",
                () -> CERTIFICATES.chain("authority").toString());
    }

    @Test
    void speaksTlsWithTheClientAndWithTheService() throws SSLException {
        HttpHeaders headers = owner().get()
                .uri("/facilities")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.scheme")
                .isEqualTo("https")
                .returnResult()
                .getResponseHeaders();

        assertThat(headers.getFirst("Strict-Transport-Security")).startsWith("max-age=31536000");
        assertThat(FORWARDED).hasValue("https");
    }

    @Test
    void believesNoServiceWhoseCertificateIsForAnotherName() throws SSLException {
        owner().get().uri("/audit-logs").exchange().expectStatus().isEqualTo(503).expectBody().jsonPath("$.code")
                .isEqualTo("service_unavailable");
    }

    private WebTestClient owner() throws SSLException {
        SslContext tls = SslContextBuilder.forClient().trustManager(CERTIFICATES.chain("authority").toFile()).build();
        return WebTestClient.bindToServer(new ReactorClientHttpConnector(
                HttpClient.create().secure(spec -> spec.sslContext(tls))))
                .baseUrl("https://127.0.0.1:" + port)
                .defaultHeader(HttpHeaders.AUTHORIZATION,
                        TestIdentityProvider.shared().user("owner", "admin").bearer())
                .responseTimeout(java.time.Duration.ofSeconds(30))
                .build();
    }
}
