// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.bench;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.reactivestreams.Publisher;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Serves feeds as plain files, and plays the authorization service and the facility service as far as an import asks. */
public final class UtilityServer implements AutoCloseable {
    private final Map<String, Path> feeds = new ConcurrentHashMap<>();
    private final DisposableServer server;

    private UtilityServer() {
        server = HttpServer.create()
                .host("localhost")
                .port(0)
                .route(routes -> routes.get("/feeds/{authorization}", this::feed)
                        .post("/oauth2/token",
                                (request, response) -> json(response,
                                        "{\"access_token\":\"service\",\"expires_in\":3600}"))
                        .post("/internal/authorizations/{authorization}/access-token", this::access))
                .bindNow();
    }

    static UtilityServer start() {
        return new UtilityServer();
    }

    public String url() {
        return "http://localhost:" + server.port();
    }

    /** That authorization's feed is that file from now on. */
    public void serve(String authorization, Path feed) {
        feeds.put(authorization, feed);
    }

    private Publisher<Void> feed(HttpServerRequest request, HttpServerResponse response) {
        Path file = feeds.get(String.valueOf(request.param("authorization")));
        return file == null
                ? response.sendNotFound()
                : response.header("Content-Type", "application/atom+xml")
                        // Else it is one chunk, which must not be longer than 2 GiB.
                        .header("Content-Length", Long.toString(file.toFile().length()))
                        .sendFile(file);
    }

    private Publisher<Void> access(HttpServerRequest request, HttpServerResponse response) {
        return json(response, """
                {"access_token":"customer","expires_at":"2099-01-01T00:00:00Z","provider_id":"bench","facility_id":null,
                 "resource_uri":"%s/feeds/%s","customer_resource_uri":null,"authorization_uri":null,"scope":"FB=4"}"""
                .formatted(url(), request.param("authorization")));
    }

    private static Publisher<Void> json(HttpServerResponse response, String body) {
        return response.header("Content-Type", "application/json").sendString(Mono.just(body));
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
