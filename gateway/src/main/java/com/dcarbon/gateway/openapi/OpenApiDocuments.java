// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.openapi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

import com.dcarbon.gateway.GatewayProblem;
import com.dcarbon.gateway.GatewaySettings;
import com.dcarbon.gateway.Service;
import com.dcarbon.platform.problem.ProblemException;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the services' documents and keeps the merged one for a moment: shortly if a service was away. */
@Component
class OpenApiDocuments {
    private static final Logger LOG = LoggerFactory.getLogger(OpenApiDocuments.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration KEEP_WHOLE = Duration.ofMinutes(1);
    private static final Duration KEEP_PARTIAL = Duration.ofSeconds(2);
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private final WebClient client;
    private final GatewaySettings settings;
    private final OpenApiMerge merge;
    private final Mono<Merged> merged;

    OpenApiDocuments(WebClient.Builder builder, GatewaySettings settings) {
        this.client = builder.codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MAX_BYTES)).build();
        this.settings = settings;
        this.merge = new OpenApiMerge(settings.publicUrl());
        this.merged = readAll().cache(result -> result.whole() ? KEEP_WHOLE : KEEP_PARTIAL, _ -> Duration.ZERO,
                () -> Duration.ZERO);
    }

    /** All services in one. */
    Mono<ObjectNode> all() {
        return merged.map(Merged::document);
    }

    /** One service's own. */
    Mono<ObjectNode> of(Service service) {
        return read(service).map(merge::throughGateway)
                .switchIfEmpty(Mono.error(() -> new ProblemException(GatewayProblem.SERVICE_UNAVAILABLE,
                        "The " + service.id() + " service does not answer at the moment.")
                        .retryAfter(KEEP_PARTIAL)));
    }

    private Mono<Merged> readAll() {
        return Flux.fromArray(Service.values())
                .flatMapSequential(service -> read(service).map(document -> new ServiceDocument(service, document)))
                .collectList()
                .map(this::merge);
    }

    private Merged merge(List<ServiceDocument> documents) {
        Set<Service> unavailable = EnumSet.allOf(Service.class);
        documents.forEach(document -> unavailable.remove(document.service()));
        return new Merged(merge.merge(documents, new ArrayList<>(unavailable)), unavailable.isEmpty());
    }

    /** Empty if the service does not answer with a document. */
    private Mono<ObjectNode> read(Service service) {
        return client.get()
                .uri(settings.baseUrl(service) + "/v3/api-docs")
                .retrieve()
                .bodyToMono(JsonNode.class)
                .ofType(ObjectNode.class)
                .timeout(PATIENCE)
                .doOnError(error -> LOG.atWarn()
                        .addKeyValue("called_service", service.id())
                        .addKeyValue("error", error.getClass().getSimpleName())
                        .log("no API document from a service"))
                .onErrorComplete();
    }

    private record Merged(ObjectNode document, boolean whole) {}
}
