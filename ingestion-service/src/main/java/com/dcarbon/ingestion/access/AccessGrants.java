// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.access;

import java.util.Map;
import java.util.UUID;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import reactor.core.publisher.Mono;

/** Asks the authorization service for access to a customer's data; tokens are kept nowhere here. */
@Component
@EnableConfigurationProperties(AuthorizationServiceSettings.class)
public class AccessGrants {
    private final WebClient client;
    private final ServiceToken serviceToken;
    private final AuthorizationServiceSettings settings;

    AccessGrants(WebClient.Builder builder, ServiceToken serviceToken, AuthorizationServiceSettings settings) {
        this.client = builder.baseUrl(settings.baseUrl().toString()).build();
        this.serviceToken = serviceToken;
        this.settings = settings;
    }

    /** Access as it is. */
    public Mono<AccessAnswer> of(UUID authorizationId) {
        return ask(authorizationId, Map.of());
    }

    /** Access anew, because the utility refused this one. */
    public Mono<AccessAnswer> renewed(UUID authorizationId, AccessGrant refused) {
        return ask(authorizationId, Map.of("refused", refused.fingerprint()));
    }

    private Mono<AccessAnswer> ask(UUID authorizationId, Map<String, String> body) {
        return attempt(authorizationId, body).onErrorResume(OwnTokenRefusedException.class, refused -> {
            serviceToken.forget();
            return attempt(authorizationId, body);
        }).onErrorResume(error -> Mono.just(new AccessAnswer.Unavailable(error.getClass().getSimpleName())));
    }

    private Mono<AccessAnswer> attempt(UUID authorizationId, Map<String, String> body) {
        return serviceToken.get()
                .flatMap(token -> client.post()
                        .uri("/internal/authorizations/{id}/access-token", authorizationId)
                        .headers(headers -> headers.setBearerAuth(token))
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchangeToMono(AccessGrants::answer))
                .timeout(settings.timeout());
    }

    private static Mono<AccessAnswer> answer(ClientResponse response) {
        HttpStatusCode status = response.statusCode();
        if (status.is2xxSuccessful()) {
            return response.bodyToMono(AccessGrant.class).map(AccessAnswer.Granted::new);
        }
        return response.releaseBody().then(Mono.defer(() -> refusal(status)));
    }

    private static Mono<AccessAnswer> refusal(HttpStatusCode status) {
        if (status.isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
            return Mono.error(new OwnTokenRefusedException());
        }
        boolean ended = status.isSameCodeAs(HttpStatus.NOT_FOUND) || status.isSameCodeAs(HttpStatus.CONFLICT);
        return Mono.just(ended
                ? new AccessAnswer.NotActive()
                : new AccessAnswer.Unavailable("the authorization service answered " + status.value()));
    }

    private static final class OwnTokenRefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OwnTokenRefusedException() {
            super("our own token was refused", null, false, false);
        }
    }
}
