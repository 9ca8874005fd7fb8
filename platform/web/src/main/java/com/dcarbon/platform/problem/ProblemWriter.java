// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem as the answer; the only place that does. */
public final class ProblemWriter {
    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /** Replaces whatever answer was prepared; does nothing more if the answer has already begun. */
    public Mono<Void> write(ServerWebExchange exchange, ProblemException problem) {
        var response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(problem);
        }
        response.setStatusCode(problem.type().status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().putAll(problem.headers());
        DataBuffer body = response.bufferFactory().wrap(json.writeValueAsBytes(body(exchange, problem)));
        return response.writeWith(Mono.just(body));
    }

    private static Map<String, Object> body(ServerWebExchange exchange, ProblemException problem) {
        ProblemType type = problem.type();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type.uri());
        body.put("title", type.title());
        body.put("status", type.status().value());
        body.put("detail", problem.detail());
        body.put("instance", exchange.getRequest().getPath().value());
        body.put("code", type.code());
        body.put("action", type.action());
        body.put("retryable", type.retryable());
        if (!problem.fields().isEmpty()) {
            body.put("errors", problem.fields());
        }
        body.putAll(problem.members());
        traceId(exchange).ifPresent(id -> body.put("trace_id", id));
        return body;
    }

    /** The trace this request belongs to, as the logs name it. */
    public static Optional<String> traceId(ServerWebExchange exchange) {
        return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .map(context -> context.<TracingContext>get(TracingContext.class))
                .map(TracingContext::getSpan)
                .map(span -> span.context().traceId());
    }
}
