// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

/** The latest requests, neither headers nor bodies. */
final class RequestLog implements WebFilter {
    private static final int KEPT = 10_000;
    private static final Pattern STATE = Pattern.compile("(?<=[?&]state=)[^&]*");

    private final Clock clock;
    private final Deque<RecordedRequest> requests = new ArrayDeque<>();

    RequestLog(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> record(exchange)));
        return chain.filter(exchange);
    }

    private void record(ServerWebExchange exchange) {
        URI uri = exchange.getRequest().getURI();
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        add(new RecordedRequest(clock.instant(), firstSegment(uri.getRawPath()),
                exchange.getRequest().getMethod().name(),
                uri.getRawPath() + STATE.matcher(query).replaceAll("***"), status == null ? 200 : status.value()));
    }

    private static String firstSegment(String path) {
        String[] segments = path.split("/", 3);
        return segments.length > 1 ? segments[1] : "";
    }

    private void add(RecordedRequest request) {
        synchronized (requests) {
            requests.addLast(request);
            if (requests.size() > KEPT) {
                requests.removeFirst();
            }
        }
    }

    List<RecordedRequest> all() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    List<RecordedRequest> of(String custodian) {
        return all().stream().filter(request -> request.custodian().equals(custodian)).toList();
    }

    void clear() {
        synchronized (requests) {
            requests.clear();
        }
    }
}
