// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.facility;

import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import com.dcarbon.authorization.facility.rules.Standing;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;

import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Asks the owner of the fact, with the caller's own token, so that it decides what the caller may see. */
@Component
class FacilityService {
    private static final Logger LOG = LoggerFactory.getLogger(FacilityService.class);

    private final WebClient http;
    private final FacilityServiceSettings settings;

    FacilityService(WebClient.Builder http, FacilityServiceSettings settings) {
        this.http = http.clone().baseUrl(settings.baseUrl().toString()).build();
        this.settings = settings;
    }

    /** The caller's standing; a stranger's if the caller may not see the facility or it does not exist. */
    Mono<Standing> standingOfCaller(UUID facilityId) {
        return callersToken().flatMap(token -> http.get()
                .uri("/facilities/{id}", facilityId)
                .headers(headers -> headers.setBearerAuth(token))
                .exchangeToMono(FacilityService::standing))
                .timeout(settings.timeout())
                .onErrorMap(error -> !(error instanceof ProblemException), FacilityService::away);
    }

    private static Mono<String> callersToken() {
        return ReactiveSecurityContextHolder.getContext()
                .map(SecurityContext::getAuthentication)
                .ofType(JwtAuthenticationToken.class)
                .map(authentication -> authentication.getToken().getTokenValue());
    }

    private static Mono<Standing> standing(ClientResponse response) {
        HttpStatusCode status = response.statusCode();
        if (status.value() == 200) {
            return response.bodyToMono(JsonNode.class).map(FacilityService::standing);
        }
        if (status.is4xxClientError() && status.value() != 429) {
            return response.releaseBody().thenReturn(Standing.STRANGER);
        }
        return response.releaseBody().then(Mono.error(new IllegalStateException("HTTP " + status.value())));
    }

    private static Standing standing(JsonNode facility) {
        if (permits(facility.path("permissions"))) {
            return Standing.AUTHORIZER;
        }
        return "owner".equals(facility.path("owner_role").asString("")) ? Standing.WATCHER : Standing.VIEWER;
    }

    /** The names of what is permitted, or each name with true or false. */
    private static boolean permits(JsonNode permissions) {
        return permissions.isArray()
                ? permissions.valueStream().anyMatch(name -> "authorize".equals(name.asString("")))
                : permissions.path("authorize").asBoolean(false);
    }

    private static ProblemException away(Throwable error) {
        LOG.atWarn().addKeyValue("reason", error.getClass().getSimpleName()).log("facility-service does not answer");
        return new ProblemException(CommonProblem.UNAVAILABLE, "The facility cannot be looked up right now.");
    }
}
