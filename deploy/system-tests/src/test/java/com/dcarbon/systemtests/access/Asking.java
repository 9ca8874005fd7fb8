// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.systemtests.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

import com.dcarbon.local.story.Answer;

/** A call as a line of the page has it, with the ids of the place that it is about. */
final class Asking {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .build();
    private static final Pattern NAME = Pattern.compile("\\{([a-z_]+)\\}");
    private static final Map<String, String> THINGS = Map.of("facilities", "facility", "authorizations",
            "authorization", "internal", "authorization", "meters", "meter", "notifications", "notification",
            "imports", "import");
    private static final String BOUNDARY = "access";

    private final Rule rule;
    private final Place place;
    private final String target;
    private String body = "";
    private String type = "application/json";

    private Asking(Rule rule, Place place) {
        this.rule = rule;
        this.place = place;
        this.target = path() + query();
        for (String part : rule.with()) {
            if (part.startsWith("{")) {
                body = filled(part);
            } else if (part.startsWith("<")) {
                body = part;
                type = "application/xml";
            } else if (part.startsWith("file ")) {
                body = file(part.substring(5));
                type = "multipart/form-data; boundary=" + BOUNDARY;
            }
        }
    }

    static Asking of(Rule rule, Place place) {
        return new Asking(rule, place);
    }

    /** All that the caller says, and so knows. */
    String said() {
        return target + body;
    }

    /**
     * Asks.
     *
     * @param token empty for none
     */
    Answer at(URI base, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(target)).timeout(TIMEOUT);
        request.method(rule.method(), body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        rule.with().stream().filter(part -> part.matches("[A-Za-z-]+: .*")).map(part -> part.split(": ", 2))
                .forEach(header -> request.header(header[0], header[1]));
        return answer(request.build());
    }

    private Answer answer(HttpRequest request) {
        try {
            HttpResponse<InputStream> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream bytes = answer.body()) {
                // A stream has no end of its own.
                boolean endless = answer.headers().firstValue("Content-Type").orElse("")
                        .startsWith("text/event-stream");
                return new Answer(rule.operation(), answer.statusCode(), answer.headers(),
                        endless ? "" : new String(bytes.readAllBytes(), UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(rule + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String path() {
        String thing = THINGS.getOrDefault(rule.template().split("/", 3)[1], "nothing");
        return filled(rule.template().replace("{id}", "{" + thing + "}").replace("{report_id}", "{report}")
                .replace("{provider_id}", "pge"));
    }

    private String query() {
        return rule.with().stream().filter(part -> part.startsWith("?")).findFirst().map(this::filled).orElse("");
    }

    private String filled(String text) {
        return NAME.matcher(text).replaceAll(name -> place.id(name.group(1)));
    }

    private static String file(String content) {
        return "--%1$s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.xml\"\r\nContent-Type: text/xml\r\n\r\n%2$s\r\n--%1$s--\r\n"
                .formatted(BOUNDARY, content);
    }

}
