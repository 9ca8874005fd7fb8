// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;

import com.dcarbon.testing.TestToken;

import reactor.core.Disposable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person's open window on what changes, that remembers all it was told. */
final class Watch implements AutoCloseable {
    private static final ParameterizedTypeReference<ServerSentEvent<String>> EVENT = new ParameterizedTypeReference<>() {
    };

    private final List<ServerSentEvent<String>> blocks = new CopyOnWriteArrayList<>();
    private final Disposable connection;

    private Watch(int port, TestToken token, String query, @Nullable String lastEventId) {
        this.connection = WebClient.create("http://localhost:" + port)
                .get()
                .uri("/events/stream" + query)
                .headers(headers -> {
                    headers.setBearerAuth(token.value());
                    if (lastEventId != null) {
                        headers.set("Last-Event-ID", lastEventId);
                    }
                })
                .retrieve()
                .bodyToFlux(EVENT)
                .subscribe(blocks::add, _ -> {});
    }

    /** Opens it and waits until it is open; what changes from now on is seen. */
    static Watch of(int port, TestToken token) {
        return of(port, token, "", null);
    }

    static Watch of(int port, TestToken token, String query, @Nullable String lastEventId) {
        Watch watch = new Watch(port, token, query, lastEventId);
        Awaitility.await().atMost(Scene.PATIENCE).until(() -> !watch.blocks.isEmpty());
        return watch;
    }

    /** All blocks, heartbeats too. */
    List<ServerSentEvent<String>> blocks() {
        return List.copyOf(blocks);
    }

    List<ServerSentEvent<String>> events() {
        return blocks.stream().filter(block -> block.data() != null).toList();
    }

    /** {@code event/type}, and only {@code event} where there is no type. */
    List<String> told() {
        return events().stream().map(Watch::told).toList();
    }

    private static String told(ServerSentEvent<String> event) {
        String type = json(event).path("type").asString("");
        return type.isEmpty() ? Objects.requireNonNull(event.event()) : event.event() + "/" + type;
    }

    /** The first event of that kind and type ({@code facility/operator_assigned}). */
    JsonNode await(String wanted) {
        return json(awaitEvent(event -> told(event).equals(wanted)));
    }

    ServerSentEvent<String> awaitEvent(Predicate<ServerSentEvent<String>> wanted) {
        return Awaitility.await()
                .atMost(Scene.PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> events().stream().filter(wanted).findFirst(), found -> found.isPresent())
                .orElseThrow();
    }

    void awaitCount(int count) {
        Awaitility.await()
                .atMost(Scene.PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> events().size() >= count);
    }

    String lastId() {
        return Objects.requireNonNull(blocks.getLast().id());
    }

    static JsonNode json(ServerSentEvent<String> event) {
        return JsonMapper.shared().readTree(Objects.requireNonNull(event.data()));
    }

    boolean ended() {
        return connection.isDisposed();
    }

    @Override
    public void close() {
        connection.dispose();
    }
}
