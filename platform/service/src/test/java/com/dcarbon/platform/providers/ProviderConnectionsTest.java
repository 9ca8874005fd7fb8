// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import javax.net.ssl.KeyManagerFactory;

import jakarta.validation.Validation;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.dcarbon.testing.TestCertificates;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

/** Against a server that asks for certificates. */
class ProviderConnectionsTest {
    private static final TestCertificates CERTIFICATES = TestCertificates.shared();
    private static @Nullable DisposableServer server;
    @TempDir
    private Path folder = Path.of(".");

    @BeforeAll
    static void start() throws Exception {
        var keys = KeyStore.getInstance(CERTIFICATES.keyStore().toFile(),
                TestCertificates.PASSWORD.toCharArray());
        for (String other : List.of("authority", "client", "expired")) {
            keys.deleteEntry(other);
        }
        var own = KeyManagerFactory.getInstance("PKIX");
        own.init(keys, TestCertificates.PASSWORD.toCharArray());
        var tls = SslContextBuilder.forServer(own).trustManager(CERTIFICATES.chain("authority").toFile())
                .clientAuth(ClientAuth.REQUIRE).build();
        server = HttpServer.create().host("127.0.0.1").port(0).secure(spec -> spec.sslContext(tls))
                .route(routes -> routes.get("/", (_, response) -> response.sendString(
                        Mono.just("in"))))
                .bindNow();
    }

    @AfterAll
    static void stop() {
        Objects.requireNonNull(server).disposeNow();
    }

    @Test
    void showsTheCertificateToTheUtility() throws IOException {
        assertThat(answer(connections(certificate("client") + trusted()), "127.0.0.1")).isEqualTo("in");
    }

    @Test
    void tellsOurFaultFromAnOutage() throws IOException {
        var without = connections(trusted());
        var expired = connections(certificate("expired") + trusted());

        for (var refused : List.of(without, expired)) {
            assertThatThrownBy(() -> answer(refused, "127.0.0.1")).satisfies(error -> assertThat(
                    CertificateRefusal.in(error).orElseThrow()).isInstanceOf(ProviderTrouble.Misconfigured.class));
        }
    }

    @Test
    void believesNoServerThatNobodyVouchesForOrThatIsAnotherOne() throws IOException {
        var stranger = connections(certificate("client"));
        var vouched = connections(certificate("client") + trusted());

        assertThatThrownBy(() -> answer(stranger, "127.0.0.1"))
                .satisfies(error -> assertThat(CertificateRefusal.in(error)).isEmpty());
        assertThatThrownBy(() -> answer(vouched, "localhost"))
                .satisfies(error -> assertThat(CertificateRefusal.in(error)).isEmpty());
    }

    @Test
    void tellsWhenTheCertificateEnds() throws IOException {
        var metrics = new SimpleMeterRegistry();
        connections(certificate("expired"), metrics);

        assertThat(metrics.get("dcarbon.provider.certificate.expires").tag("provider", "acme").gauge().value())
                .isBetween(seconds(Duration.ofDays(-2)), seconds(Duration.ZERO));
    }

    @Test
    void stopsTheStartWithACertificateThatCannotBeUsed() throws IOException {
        Path nonsense = Files.writeString(folder.resolve("nonsense"), "-----BEGIN SECRET-----\nhunter2\n");
        Path missing = folder.resolve("missing");

        assertUnusable(CERTIFICATES.chain("client"), CERTIFICATES.key("expired"), "is not that of the first");
        assertUnusable(nonsense, CERTIFICATES.key("client"), "no PEM certificates at file:" + nonsense);
        assertUnusable(CERTIFICATES.chain("client"), nonsense, "no PEM key (PKCS #8) at file:" + nonsense);
        assertUnusable(missing, CERTIFICATES.key("client"), "no secret at file:" + missing);
        assertUnusable(CERTIFICATES.chain("client"), missing, "no secret at file:" + missing);
    }

    private void assertUnusable(Path chain, Path key, String why) {
        assertThatThrownBy(() -> connections(certificate(chain, key))).isInstanceOf(InvalidProfileException.class)
                .hasMessageContaining(why).hasMessageNotContaining("hunter2");
    }

    private static String answer(Connected connected, String host) {
        int port = Objects.requireNonNull(server).port();
        return String.valueOf(connected.connections().to(connected.profile(), HttpClient.newConnection())
                .get().uri("https://" + host + ":" + port + "/").responseContent().aggregate().asString()
                .block(Duration.ofSeconds(10)));
    }

    /** A utility with its connections. */
    private record Connected(ProviderProfile profile, ProviderConnections connections) {}

    private Connected connections(String oauth) throws IOException {
        return connections(oauth, new SimpleMeterRegistry());
    }

    private Connected connections(String oauth, SimpleMeterRegistry metrics) throws IOException {
        Files.writeString(folder.resolve("acme.yaml"), ProfileReaderTest.PROFILE.replace("  pkce: off\n", oauth));
        var read = new ProfileReader(Validation.buildDefaultValidatorFactory().getValidator(),
                new ProviderSettings(folder, false, true)).readAll(folder);
        var connections = new ProviderConnections(new ProviderProfiles(read, false), new Secrets(_ -> null, false),
                metrics, true);
        return new Connected(read.getFirst(), connections);
    }

    private static double seconds(Duration fromNow) {
        return Instant.now().plus(fromNow).getEpochSecond();
    }

    private static String trusted() {
        return "  server_authorities: file:" + CERTIFICATES.chain("authority") + "\n";
    }

    private static String certificate(String name) {
        return certificate(CERTIFICATES.chain(name), CERTIFICATES.key(name));
    }

    private static String certificate(Path chain, Path key) {
        return "  client_certificate:\n    chain: file:" + chain + "\n    key: file:" + key + "\n";
    }
}
