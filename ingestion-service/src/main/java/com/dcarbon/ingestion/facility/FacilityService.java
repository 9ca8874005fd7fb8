// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.facility;

import java.util.UUID;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import reactor.core.publisher.Mono;

/** Asks the owner of the fact, with the caller's own token, where the projection has no row yet. */
@Component
@EnableConfigurationProperties(FacilitySettings.class)
class FacilityService {
    private final WebClient client;
    private final FacilitySettings settings;

    FacilityService(WebClient.Builder builder, FacilitySettings settings) {
        this.client = builder.baseUrl(settings.baseUrl().toString()).build();
        this.settings = settings;
    }

    /** What a caller may do there, as the facility service says. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Permissions(boolean viewData, boolean authorize) {
        static final Permissions NONE = new Permissions(false, false);
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Facility(Permissions permissions) {}

    Mono<Permissions> permissions(UUID facilityId) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .ofType(JwtAuthenticationToken.class)
                .flatMap(token -> ask(facilityId, token.getToken().getTokenValue()))
                .defaultIfEmpty(Permissions.NONE)
                .timeout(settings.timeout())
                .onErrorMap(error -> !(error instanceof ProblemException), FacilityService::unavailable);
    }

    private Mono<Permissions> ask(UUID facilityId, String token) {
        return client.get()
                .uri("/facilities/{id}", facilityId)
                .headers(headers -> headers.setBearerAuth(token))
                .exchangeToMono(FacilityService::permissions);
    }

    private static Mono<Permissions> permissions(ClientResponse response) {
        HttpStatusCode status = response.statusCode();
        if (status.is2xxSuccessful()) {
            return response.bodyToMono(Facility.class).map(Facility::permissions);
        }
        return response.releaseBody()
                .then(status.is4xxClientError() ? Mono.just(Permissions.NONE) : Mono.error(() -> unavailable(status)));
    }

    private static ProblemException unavailable(Object cause) {
        return new ProblemException(CommonProblem.UNAVAILABLE, "Whether you may see this cannot be told right now.");
    }
}
