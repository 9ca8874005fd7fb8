// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.dcarbon.simulator.fault.Effect.Way;

import tools.jackson.databind.node.ObjectNode;

/** Tells the platform what happened: signed, and again until 200. */
final class Webhooks implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LATE = Duration.ofSeconds(1);
    private static final int KEPT = 10_000;

    private final Books books;
    private final AggregatorSettings settings;
    private final Luck luck;
    private final Steps steps;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final List<WebhookDelivery> deliveries = new ArrayList<>();
    private final List<List<Event>> late = new ArrayList<>();
    private volatile URI target;

    Webhooks(Books books, AggregatorSettings settings, Luck luck, Steps steps) {
        this.books = books;
        this.settings = settings;
        this.luck = luck;
        this.steps = steps;
        this.target = settings.webhookTarget();
    }

    URI target() {
        return target;
    }

    void sendTo(URI address) {
        target = address;
    }

    /** All attempts, oldest first. */
    List<WebhookDelivery> deliveries() {
        synchronized (deliveries) {
            return List.copyOf(deliveries);
        }
    }

    /** Sends these events in one request, soon. */
    void publish(List<Event> events) {
        steps.after(Duration.ZERO, () -> send(events, 1));
    }

    private void send(List<Event> events, int attempt) {
        Way way = luck.ofWebhook(books.authorizations.get(String.valueOf(events.getFirst().authorizationUid)))
                .orElse(null);
        switch (way) {
            case DROPPED -> noted(events, attempt, -1);
            case LATE -> {
                late.add(events);
                steps.after(LATE, this::sendLate);
            }
            case TWICE -> {
                post(events, attempt, null);
                post(events, attempt, null);
            }
            case null, default -> post(events, attempt, way);
        }
    }

    private void sendLate() {
        List<List<Event>> waiting = List.copyOf(late);
        late.clear();
        waiting.forEach(events -> post(events, 1, null));
    }

    private void post(List<Event> events, int attempt, @Nullable Way way) {
        byte[] body = body(events);
        String salt = books.hex(10);
        String secret = way == Way.WRONG_SECRET ? "somebody-else's-secret" : settings.webhookSecret();
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("User-Agent", "utility-simulator")
                .header("X-UtilityAPI-Webhook-Salt", salt)
                .header("X-UtilityAPI-Webhook-Signature", WebhookSignature.of(secret, salt, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(way == Way.TAMPERED ? tampered(body) : body))
                .build();
        var _ = http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .handle((answer, failure) -> failure == null ? answer.statusCode() : 0)
                .thenAccept(status -> steps.after(Duration.ZERO, () -> answered(events, attempt, status)));
    }

    private void answered(List<Event> events, int attempt, int status) {
        noted(events, attempt, status);
        sendLate();
        if (status == 200) {
            events.forEach(event -> event.delivered = true);
        } else if (attempt <= settings.retries().size()) {
            steps.after(settings.retries().get(attempt - 1), () -> send(events, attempt + 1));
        }
    }

    private byte[] body(List<Event> events) {
        ObjectNode body = Json.object();
        body.set("events", Json.objects(events.stream().map(event -> event.toJson(target.toString())).toList()));
        return Json.bytes(body.put("next", (String) null));
    }

    private static byte[] tampered(byte[] body) {
        return new String(body, StandardCharsets.UTF_8).replace("\"is_delivered\":false", "\"is_delivered\":true")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void noted(List<Event> events, int attempt, int status) {
        synchronized (deliveries) {
            deliveries.add(new WebhookDelivery(books.now(), target, events.stream().map(event -> event.uid).toList(),
                    events.stream().map(event -> event.type).toList(), attempt, status));
            if (deliveries.size() > KEPT) {
                deliveries.removeFirst();
            }
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
