// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

import com.dcarbon.gateway.Backends;
import com.dcarbon.gateway.GatewayIT;
import com.dcarbon.gateway.GatewayTestBase;
import com.dcarbon.gateway.Service;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;

import reactor.core.publisher.Flux;

@GatewayIT(properties = {"dcarbon.gateway.public-url=https://api.example.com", "dcarbon.gateway.limits.body=1KB",
        "dcarbon.gateway.limits.upload=8KB", "dcarbon.gateway.limits.headers=4KB",
        "dcarbon.gateway.limits.address=1KB", "dcarbon.slow-clients.headers=1s"})
class HeadersIT extends GatewayTestBase {

    @Test
    void tellsTheServiceWhoCallsAndNotWhatTheCallerClaims() {
        owner().get()
                .uri("/facilities")
                .header("X-Forwarded-For", "6.6.6.6")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "ftp")
                .header("X-Forwarded-Prefix", "/evil")
                .header("Forwarded", "for=6.6.6.6")
                .header("X-Real-IP", "6.6.6.6")
                .header("Connection", "X-Forwarded-For, close")
                .exchange()
                .expectStatus()
                .isOk();

        LoggedRequest seen = seenBy(Service.FACILITY);
        assertThat(seen.header("X-Forwarded-For").values()).containsExactly("127.0.0.1");
        assertThat(seen.header("X-Forwarded-Host").values()).containsExactly("api.example.com");
        assertThat(seen.header("X-Forwarded-Proto").values()).containsExactly("https");
        assertThat(seen.containsHeader("X-Forwarded-Prefix")).isFalse();
        assertThat(seen.containsHeader("Forwarded")).isFalse();
        assertThat(seen.containsHeader("X-Real-IP")).isFalse();
    }

    @Test
    void passesTheTraceOn() {
        owner().get()
                .uri("/facilities")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .exchange()
                .expectStatus()
                .isOk();

        assertThat(seenBy(Service.FACILITY).getHeader("traceparent"))
                .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
                .doesNotContain("b7ad6b7169203331");
    }

    @Test
    void passesCookiesBothWays() {
        Backends.of(Service.AUTHORIZATION)
                .stubFor(any(anyUrl()).willReturn(aResponse().withStatus(302)
                        .withHeader("Location", "http://localhost:3000/authorization/return?sessionId=1")
                        .withHeader("Set-Cookie", "flow=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax", "other=1")));

        nobody().get()
                .uri(URI.create("http://localhost:" + port + "/green-button/callback/pge?code=a&state=b%2Bc"))
                .cookie("flow", "secret")
                .exchange()
                .expectStatus()
                .isFound()
                .expectHeader()
                .location("http://localhost:3000/authorization/return?sessionId=1")
                .expectHeader()
                .values("Set-Cookie", cookies -> assertThat(cookies).hasSize(2));

        LoggedRequest seen = seenBy(Service.AUTHORIZATION);
        assertThat(seen.getHeader("Cookie")).isEqualTo("flow=secret");
        assertThat(seen.getUrl()).isEqualTo("/green-button/callback/pge?code=a&state=b%2Bc");
    }

    @Test
    void makesTheBrowserCareful() {
        Backends.of(Service.FACILITY)
                .stubFor(any(anyUrl()).willReturn(aResponse().withHeader("Cache-Control", "public, max-age=600")
                        .withHeader("X-Frame-Options", "SAMEORIGIN")
                        .withHeader("ETag", "\"7\"")));

        HttpHeaders headers = owner().get().uri("/facilities/1").exchange().returnResult(Void.class)
                .getResponseHeaders();

        assertCareful(headers);
        assertThat(headers.getETag()).isEqualTo("\"7\"");
    }

    @Test
    void isCarefulWithItsOwnProblemsToo() {
        assertCareful(nobody().get().uri("/facilities/1").exchange().returnResult(Void.class).getResponseHeaders());
        assertCareful(owner().get().uri("/nowhere").exchange().returnResult(Void.class).getResponseHeaders());
    }

    private static void assertCareful(HttpHeaders headers) {
        assertThat(headers.get("X-Content-Type-Options")).isEqualTo(List.of("nosniff"));
        assertThat(headers.get("X-Frame-Options")).isEqualTo(List.of("DENY"));
        assertThat(headers.get("Referrer-Policy")).isEqualTo(List.of("no-referrer"));
        assertThat(headers.get("Cache-Control")).isEqualTo(List.of("no-store"));
        assertThat(headers.getFirst("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(headers.getFirst("Strict-Transport-Security")).startsWith("max-age=");
    }

    @Test
    void refusesABodyThatSaysItIsTooLarge() {
        owner().post()
                .uri("/facilities")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("x".repeat(2000))
                .exchange()
                .expectStatus()
                .isEqualTo(413)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("payload_too_large");
    }

    @Test
    void countsABodyThatDoesNotSayHowLargeItIs() {
        owner().post()
                .uri("/facilities")
                .contentType(MediaType.TEXT_PLAIN)
                .body(Flux.range(0, 30).map(_ -> "x".repeat(100)), String.class)
                .exchange()
                .expectStatus()
                .isEqualTo(413)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("payload_too_large");
    }

    @Test
    void allowsAFileToBeLarger() {
        owner().post()
                .uri("/facilities/1/green-button-files")
                .bodyValue("x".repeat(4000))
                .exchange()
                .expectStatus()
                .isOk();
        owner().post()
                .uri("/facilities/1/green-button-files")
                .bodyValue("x".repeat(9000))
                .exchange()
                .expectStatus()
                .isEqualTo(413);
    }

    @Test
    void refusesHeadersAndAddressesThatAreTooLarge() {
        owner().get()
                .uri("/facilities")
                .header("X-Large", "x".repeat(5000))
                .exchange()
                .expectStatus()
                .isEqualTo(431)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("headers_too_large");
        owner().get()
                .uri("/facilities?q=" + "x".repeat(2000))
                .exchange()
                .expectStatus()
                .isEqualTo(414)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("address_too_long");
    }

    @Test
    void closesAConnectionOnWhichHeadersComeTooSlowly() throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write("GET /facilities HTTP/1.1\r\nHost: a\r\n".getBytes(US_ASCII));

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static LoggedRequest seenBy(Service service) {
        return Backends.of(service).findAll(getRequestedFor(anyUrl())).getFirst();
    }
}
