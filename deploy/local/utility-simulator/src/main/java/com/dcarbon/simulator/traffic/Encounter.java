// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.traffic;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;

import com.dcarbon.simulator.fault.Call;
import com.dcarbon.simulator.oauth.Bearer;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableChannel;
import reactor.netty.http.server.HttpServerResponse;

/** One request on its way through: what can be done with it. It is noted once, before its answer is sent. */
public final class Encounter {
    private final Site site;
    private final Call call;
    private final ServerWebExchange exchange;
    private final WebFilterChain chain;
    private final RequestLog log;
    private final @Nullable String fault;
    private final AtomicBoolean noted = new AtomicBoolean();

    Encounter(Site site, Call call, ServerWebExchange exchange, WebFilterChain chain, RequestLog log,
            @Nullable String fault) {
        this.site = site;
        this.call = call;
        this.exchange = exchange;
        this.chain = chain;
        this.log = log;
        this.fault = fault;
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(this::noteAnswer));
    }

    Site site() {
        return site;
    }

    /** What it asks for. */
    public Call call() {
        return call;
    }

    /** The request and its answer. */
    public ServerWebExchange exchange() {
        return exchange;
    }

    Mono<MultiValueMap<String, String>> form() {
        return CallReader.form(exchange);
    }

    @Nullable
    String bearer() {
        return Bearer.of(exchange.getRequest().getHeaders().getFirst("Authorization"));
    }

    /** What the utility's links begin with for whoever asks here. */
    String root() {
        return site.root(exchange.getRequest().getURI());
    }

    /** Lets the site answer. */
    public Mono<Void> proceed() {
        return chain.filter(exchange);
    }

    /** Lets the utility answer through another response. */
    Mono<Void> proceedThrough(Function<ServerHttpResponse, ServerHttpResponse> other) {
        return chain.filter(exchange.mutate().response(other.apply(exchange.getResponse())).build());
    }

    /** Answers in the utility's place; no body and no Content-Type for a null type. */
    public Mono<Void> answer(int status, @Nullable String type, String body) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(status));
        if (type == null) {
            return response.setComplete();
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.getHeaders().set("Content-Type", type);
        response.getHeaders().setContentLength(bytes.length);
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
    }

    /** Ends the connection. What was flushed before arrives. */
    Mono<Void> cut() {
        return Mono.fromRunnable(() -> {
            note(0);
            HttpServerResponse response = ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse());
            response.withConnection(DisposableChannel::dispose);
        });
    }

    private void noteAnswer() {
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        note(status == null ? 200 : status.value());
    }

    private void note(int status) {
        if (noted.compareAndSet(false, true)) {
            log.note(site.id(), exchange.getRequest(), call, fault, status);
        }
    }
}
