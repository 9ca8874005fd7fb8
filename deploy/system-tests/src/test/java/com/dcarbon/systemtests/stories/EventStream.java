// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.stories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** A dashboard that listens to {@code GET /events/stream}: server-sent events, read as the HTML standard says. */
final class EventStream implements AutoCloseable {
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Event> seen = new CopyOnWriteArrayList<>();
    private final Stream<String> lines;
    private final Thread reader;
    private final StringBuilder data = new StringBuilder();
    private String id = "";
    private String name = "message";

    private EventStream(HttpRequest request) {
        try {
            HttpResponse<Stream<String>> answer = http.send(request, HttpResponse.BodyHandlers.ofLines());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the stream answered " + answer.statusCode());
            }
            this.lines = answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /**
     * An event of the stream.
     *
     * @param id to resume behind it
     * @param name its {@code event}
     * @param data JSON
     */
    record Event(String id, String name, String data) {

        boolean isAbout(String facility) {
            return data.contains(facility);
        }
    }

    /** @param lastEventId to resume behind it, or null to begin now */
    static EventStream open(URI gateway, String token, @Nullable String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve("/events/stream"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return new EventStream(request.GET().build());
    }

    /** What has come about the facility so far. */
    List<Event> about(String facility) {
        return seen.stream().filter(event -> event.isAbout(facility)).toList();
    }

    /** Hears nothing more; what has come stays. */
    @Override
    public void close() {
        http.shutdownNow();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try {
            lines.forEach(this::take);
        } catch (UncheckedIOException e) {
            // Closed, by whichever end.
        }
    }

    private void take(String line) {
        if (line.isEmpty()) {
            dispatch();
            return;
        }
        String value = line.substring(line.indexOf(':') + 1).strip();
        switch (line.substring(0, line.indexOf(':'))) {
            case "id" -> id = value;
            case "event" -> name = value;
            case "data" -> data.append(value);
            default -> {
                // A comment keeps the connection open.
            }
        }
    }

    private void dispatch() {
        if (!data.isEmpty()) {
            seen.add(new Event(id, name, data.toString()));
        }
        name = "message";
        data.setLength(0);
    }
}
