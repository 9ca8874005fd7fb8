// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntUnaryOperator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Where a third party takes notifications, for tests. */
final class ThirdPartyInbox implements AutoCloseable {
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile IntUnaryOperator answers = _ -> 202;

    record Received(String authorization, String contentType, String salt, String signature, String body) {}

    ThirdPartyInbox() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    /** The status of the answer to the n-th notification, counted from 1. */
    void answerBy(IntUnaryOperator other) {
        answers = other;
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/green-button/notifications/pge");
    }

    List<Received> received() {
        return received;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(new Received(exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestHeaders().getFirst("X-UtilityAPI-Webhook-Salt"),
                    exchange.getRequestHeaders().getFirst("X-UtilityAPI-Webhook-Signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(answers.applyAsInt(received.size()), -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
