// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A token endpoint for very many refreshes, which counts what it is asked. Each refresh token is good once; one whose name
 * says so is answered with 503 the first time, and is good after that.
 */
public final class RefreshStub {
    private static final Pattern REFRESH_TOKEN = Pattern.compile("refresh_token=([A-Za-z0-9-]+)");
    private static final String FRESH = """
            {"access_token":"at-%1$s-n","token_type":"Bearer","expires_in":3600,"refresh_token":"%1$s-n","scope":"FB=4_5_15"}""";

    private final HttpServer server;
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    private RefreshStub(HttpServer server) {
        this.server = server;
    }

    static RefreshStub start() {
        try {
            var stub = new RefreshStub(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024));
            stub.server.createContext("/oauth/token", stub::answer);
            stub.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            stub.server.start();
            return stub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its root. */
    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often it was asked for tokens in place of that one. */
    public int asked(String refreshToken) {
        AtomicInteger count = asked.get(refreshToken);
        return count == null ? 0 : count.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher found = REFRESH_TOKEN.matcher(form.replace("grant_type=refresh_token", ""));
        String token = found.find() ? found.group(1) : "";
        int times = asked.computeIfAbsent(token, _ -> new AtomicInteger()).incrementAndGet();
        int goodAt = token.contains("fails") ? 2 : 1;
        int status = times < goodAt ? 503 : times == goodAt ? 200 : 400;
        byte[] body = body(status, token).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static String body(int status, String token) {
        return switch (status) {
            case 200 -> FRESH.formatted(token);
            case 400 -> "{\"error\":\"invalid_grant\"}";
            default -> "";
        };
    }
}
