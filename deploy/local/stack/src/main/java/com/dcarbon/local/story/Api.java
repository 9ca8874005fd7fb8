// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.story;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

/** Calls the platform as a user's browser does: with the user's token, keeping cookies, following no redirect. */
public final class Api implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .connectTimeout(TIMEOUT)
            .build();
    private final URI base;
    private final @Nullable String token;

    /** @param token the user's bearer token, or null for nobody's */
    public Api(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    public Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    public Answer post(String path, Object body) {
        return send("POST", path, body, Map.of());
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body, Map.of());
    }

    public Answer delete(String path) {
        return send("DELETE", path, null, Map.of());
    }

    /** @param etag of the state that is changed */
    public Answer patch(String path, String etag, Object body) {
        return send("PATCH", path, body, Map.of("If-Match", etag));
    }

    /** Any call; the body is written as JSON. */
    public Answer send(String method, String path, @Nullable Object body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .method(method, body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::header);
        return exchange(method + " " + path, request);
    }

    /** Goes where a redirect leads, as the browser: with cookies, without the token. */
    public Answer follow(URI address) {
        // The query may hold a code, which is no one's to print.
        return exchange("GET " + address.getScheme() + "://" + address.getAuthority() + address.getPath(),
                HttpRequest.newBuilder(address).GET());
    }

    @Override
    public void close() {
        http.close();
    }

    private Answer exchange(String call, HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.timeout(TIMEOUT).build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(call, answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new StoryFailure(call + " got no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoryFailure("interrupted", e);
        }
    }
}
