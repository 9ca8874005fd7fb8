// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import com.dcarbon.simulator.oauth.Bearer;

import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lets requests with a good token into the API, each with the books to itself. */
final class ApiDoor {
    private final Books books;
    private final int requestsPerSecond;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Pace pace = new Pace();

    ApiDoor(Books books, AggregatorSettings settings) {
        this.books = books;
        this.requestsPerSecond = settings.requestsPerSecond();
        tokens.add(settings.token());
    }

    /** The good tokens. */
    Set<String> tokens() {
        return tokens;
    }

    Mono<ServerResponse> paced(ServerRequest request, Supplier<? extends JsonNode> answer) {
        return pace.allows(requestsPerSecond) ? unpaced(request, answer) : tooFast();
    }

    Mono<ServerResponse> paced(ServerRequest request, Function<ObjectNode, ? extends JsonNode> answer) {
        return request.bodyToMono(String.class)
                .defaultIfEmpty("")
                .flatMap(body -> paced(request, () -> answer.apply(Json.read(body))));
    }

    Mono<ServerResponse> unpaced(ServerRequest request, Supplier<? extends JsonNode> answer) {
        if (!isKnown(request)) {
            return Json.refused(new RefusedException(401, "unauthorized", "A good access token is needed"));
        }
        try {
            JsonNode node;
            synchronized (books) {
                node = answer.get();
            }
            return Json.ok(node);
        } catch (RefusedException refused) {
            return Json.refused(refused);
        }
    }

    private boolean isKnown(ServerRequest request) {
        String header = Bearer.of(request.headers().firstHeader("Authorization"));
        String presented = header == null ? request.queryParam("access_token").orElse("") : header;
        return tokens.stream()
                .anyMatch(token -> MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8),
                        presented.getBytes(StandardCharsets.UTF_8)));
    }

    static Mono<ServerResponse> tooFast() {
        return ServerResponse.status(429).header("Retry-After", "1").build();
    }
}
