// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.neighbours.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Serves {@link Pages} on a port of their own, on the JDK's HTTP server: nothing more to start for a few pages. */
public final class PageServer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PageServer.class);

    private final InetSocketAddress address;
    private final Pages pages;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile @Nullable HttpServer server;

    public PageServer(InetSocketAddress address, Pages pages) {
        this.address = address;
        this.pages = pages;
    }

    @Override
    public void start() {
        try {
            HttpServer started = HttpServer.create(address, 0);
            started.setExecutor(threads);
            started.createContext("/", this::handle);
            started.start();
            server = started;
        } catch (IOException e) {
            throw new UncheckedIOException("no pages on " + address, e);
        }
    }

    @Override
    public void stop() {
        HttpServer running = server;
        if (running != null) {
            running.stop(0);
            server = null;
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    /** The port in use; differs from the configured one where that was 0. */
    public int port() {
        HttpServer running = server;
        return running == null ? address.getPort() : running.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            PageAnswer answer = answerTo(exchange);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            boolean bodiless = exchange.getRequestMethod().equals("HEAD") || answer.body().length == 0;
            exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.body().length);
            if (!bodiless) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    private PageAnswer answerTo(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        PageRequest request = PageRequest.of(method.equals("HEAD") ? "GET" : method, exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Sec-Fetch-Site"));
        if (request.path().equals("/style.css")) {
            return PageAnswer.css(Html.STYLE);
        }
        try {
            return pages.answer(request);
        } catch (RuntimeException e) {
            log.warn("page {} failed", request.path(), e);
            return PageAnswer.html(500, Html.page("Something went wrong", "<p>The log has the details.</p>"));
        }
    }
}
