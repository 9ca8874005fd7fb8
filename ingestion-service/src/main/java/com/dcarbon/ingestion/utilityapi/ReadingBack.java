// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

import com.dcarbon.ingestion.line.StopFetching;
import com.dcarbon.ingestion.source.FetchFailure;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks at the authorization itself where its meters are silent or refused: only it tells why. */
@Component
class ReadingBack {
    private final UtilityApiClient client;
    private final Stops stops;
    private final JsonMapper json;

    ReadingBack(UtilityApiClient client, Stops stops, JsonMapper json) {
        this.client = client;
        this.stops = stops;
        this.json = json;
    }

    /** Completes if the authorization is sound and its data were looked for to the end; else tells what is the case. */
    Mono<Void> requireSound(Errand errand) {
        Path file = errand.folder().newFile();
        String path = "/authorizations/" + UriUtils.encodePathSegment(errand.authorizationUid(),
                StandardCharsets.UTF_8);
        return Mono.defer(() -> client.get(errand.profile(), "authorization", errand.address(path, Map.of()), file))
                .publishOn(Schedulers.boundedElastic())
                .flatMap(outcome -> switch (outcome) {
                    case ProviderOutcome.Succeeded<ApiAnswer>(ApiAnswer.Document _) -> Mono
                            .fromCallable(() -> Documents.tree(json, file));
                    case ProviderOutcome.Succeeded<ApiAnswer>(ApiAnswer.TooMuch(String detail)) -> Mono
                            .<JsonNode>error(Stops.failed(FetchFailure.PROVIDER_UNAVAILABLE, detail, null));
                    case ProviderOutcome.Failed<ApiAnswer>(ProviderTrouble trouble) -> Mono
                            .<JsonNode>error(stops.because(trouble));
                })
                .doOnNext(authorization -> judge(errand, authorization))
                .then();
    }

    private void judge(Errand errand, JsonNode authorization) {
        if (authorization.path("is_revoked").asBoolean(false)) {
            throw StopFetching.failed(FetchFailure.AUTHORIZATION_ENDED, "revoked at the provider");
        }
        if (authorization.path("is_expired").asBoolean(false) || authorization.path("is_declined").asBoolean(false)) {
            throw StopFetching.failed(FetchFailure.REAUTHORIZATION_REQUIRED, "expired or declined at the provider");
        }
        switch (authorization.path("status").asString("")) {
            case "pending" -> throw stops.preparing(errand);
            case "errored" -> throw StopFetching.failed(FetchFailure.COLLECTION_FAILED, "its meters were not found");
            default -> {
                // there is nothing more to come
            }
        }
    }
}
