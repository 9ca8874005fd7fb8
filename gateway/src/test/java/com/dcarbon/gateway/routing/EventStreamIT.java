// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.FluxExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import com.dcarbon.gateway.Backends;
import com.dcarbon.gateway.GatewayIT;
import com.dcarbon.platform.shutdown.ShutdownSignal;
import com.dcarbon.testing.TestIdentityProvider;

import io.netty.buffer.Unpooled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.test.StepVerifier;

/** Event streams that last longer than any other answer may take to begin. */
@GatewayIT(properties = {"dcarbon.gateway.timeouts.ordinary=400ms", "dcarbon.gateway.breaker.window=4",
        "dcarbon.gateway.breaker.minimum-calls=2"})
class EventStreamIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger OPEN = new AtomicInteger();
    private static final DisposableServer SERVICE = HttpServer.create()
            .port(0)
            .route(routes -> routes.get("/events/stream", EventStreamIT::stream)
                    .get("/notifications", (_, response) -> response.sendString(Mono.just("notification"))))
            .bindNow();
    private static volatile Sinks.Many<String> events = Sinks.many().multicast().directBestEffort();
    private static volatile HttpHeaders received = new HttpHeaders();

    private final ShutdownSignal shutdown;
    private final WebTestClient owner;

    @Autowired
    EventStreamIT(ShutdownSignal shutdown, @LocalServerPort int port) {
        this.shutdown = shutdown;
        this.owner = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(PATIENCE)
                .defaultHeader(HttpHeaders.AUTHORIZATION,
                        TestIdentityProvider.shared().user("owner", "commercial").bearer())
                .build();
    }

    @DynamicPropertySource
    static void neighbours(DynamicPropertyRegistry properties) {
        Backends.register(properties);
        properties.add("dcarbon.gateway.services.notification", () -> "http://localhost:" + SERVICE.port());
    }

    @BeforeEach
    void startAnew() {
        events = Sinks.many().multicast().directBestEffort();
    }

    @AfterAll
    static void stop() {
        SERVICE.disposeNow();
    }

    @Test
    void passesEventsOnOneByOneForLongerThanAnOrdinaryCallMayTake() {
        FluxExchangeResult<String> stream = watch();

        StepVerifier.create(stream.getResponseBody())
                .then(() -> say("one"))
                .expectNext("one")
                .thenAwait(Duration.ofMillis(700))
                .then(() -> say("two"))
                .expectNext("two")
                .then(() -> say("three"))
                .expectNext("three")
                .thenCancel()
                .verify(PATIENCE);

        assertThat(stream.getResponseHeaders().getFirst("X-Accel-Buffering")).isEqualTo("no");
        assertThat(stream.getResponseHeaders().getCacheControl()).isEqualTo("no-store");
        assertThat(stream.getResponseHeaders().getFirst(HttpHeaders.CONTENT_ENCODING)).isNull();
        assertThat(received.getFirst("Last-Event-ID")).isEqualTo("seven");
        assertThat(received.getFirst(HttpHeaders.AUTHORIZATION)).startsWith("Bearer ");
    }

    @Test
    void whoGoesAwayLeavesNothingBehindAndIsNotTheServicesFault() {
        for (int i = 0; i < 5; i++) {
            StepVerifier.create(watch().getResponseBody())
                    .then(() -> say("one"))
                    .expectNext("one")
                    .thenCancel()
                    .verify(PATIENCE);
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(OPEN).hasValue(0));
        owner.get().uri("/notifications").exchange().expectStatus().isOk();
    }

    @Test
    void endsAtOnceWhenTheGatewayIsAskedToEnd() {
        try {
            StepVerifier.create(watch().getResponseBody())
                    .then(() -> say("one"))
                    .expectNext("one")
                    .then(shutdown::stop)
                    .expectComplete()
                    .verify(PATIENCE);
        } finally {
            shutdown.start();
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(OPEN).hasValue(0));
    }

    private FluxExchangeResult<String> watch() {
        return owner.get()
                .uri("/events/stream")
                .accept(MediaType.TEXT_EVENT_STREAM)
                .header(HttpHeaders.ACCEPT_ENCODING, "gzip")
                .header("Last-Event-ID", "seven")
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class);
    }

    private static void say(String event) {
        await().atMost(PATIENCE).until(() -> events.tryEmitNext(event).isSuccess());
    }

    private static Flux<Void> stream(HttpServerRequest request, HttpServerResponse response) {
        HttpHeaders headers = new HttpHeaders();
        request.requestHeaders().forEach(header -> headers.add(header.getKey(), header.getValue()));
        received = headers;
        OPEN.incrementAndGet();
        Flux<String> blocks = Flux.just(": connected\n\n")
                .concatWith(events.asFlux().map(event -> "data: " + event + "\n\n"));
        return Flux.from(response.sse()
                .header("X-Accel-Buffering", "no")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .send(blocks.map(block -> Unpooled.copiedBuffer(block, StandardCharsets.UTF_8))
                        .doFinally(_ -> OPEN.decrementAndGet()), _ -> true));
    }
}
