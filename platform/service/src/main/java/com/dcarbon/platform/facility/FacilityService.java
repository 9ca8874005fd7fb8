// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.facility;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

import reactor.core.publisher.Mono;

/** Asks the owner of the fact, with the caller's own token, so that it decides what the caller may see. */
class FacilityService {
    private static final Logger LOG = LoggerFactory.getLogger(FacilityService.class);

    /** Permissions that only those have who may authorize. */
    private static final Set<String> AUTHORIZERS = Set.of("authorize", "change_provider");

    private final WebClient http;
    private final FacilityServiceSettings settings;

    FacilityService(WebClient.Builder http, FacilityServiceSettings settings) {
        this.http = http.clone().baseUrl(settings.baseUrl().toString()).build();
        this.settings = settings;
    }

    /** As far as it matters here; {@code permissions} is what the caller may do. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Answer(@JsonProperty("owner_role") @Nullable String ownerRole, @Nullable List<String> permissions) {

        /** While it is authorized nobody may authorize, but who may otherwise may change the utility. */
        Standing standing() {
            if (permissions != null && permissions.stream().anyMatch(AUTHORIZERS::contains)) {
                return Standing.AUTHORIZER;
            }
            return "owner".equals(ownerRole) ? Standing.WATCHER : Standing.VIEWER;
        }
    }

    /**
     * The caller's standing; a stranger's if the caller may not see the facility or it does not exist.
     *
     * @return fails with {@code unavailable} if facility-service does not say
     */
    Mono<Standing> standingOfCaller(UUID facilityId) {
        return callersToken().flatMap(token -> ask(facilityId, token)).defaultIfEmpty(Standing.STRANGER);
    }

    private static Mono<String> callersToken() {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .ofType(JwtAuthenticationToken.class)
                .map(authentication -> authentication.getToken().getTokenValue());
    }

    private Mono<Standing> ask(UUID facilityId, String token) {
        return http.get()
                .uri("/facilities/{id}", facilityId)
                .headers(headers -> headers.setBearerAuth(token))
                .exchangeToMono(FacilityService::standing)
                .timeout(settings.timeout())
                .onErrorMap(FacilityService::away);
    }

    private static Mono<Standing> standing(ClientResponse response) {
        HttpStatusCode status = response.statusCode();
        if (status.is2xxSuccessful()) {
            return response.bodyToMono(Answer.class).map(Answer::standing);
        }
        if (status.is4xxClientError() && !status.isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS)) {
            return response.releaseBody().thenReturn(Standing.STRANGER);
        }
        return response.releaseBody().then(Mono.error(() -> new IllegalStateException("HTTP " + status.value())));
    }

    private static ProblemException away(Throwable error) {
        LOG.atWarn().addKeyValue("reason", error.getClass().getSimpleName()).log("facility-service does not answer");
        return new ProblemException(CommonProblem.UNAVAILABLE, "The facility cannot be looked up right now.");
    }
}
