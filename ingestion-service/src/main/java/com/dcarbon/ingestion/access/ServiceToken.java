// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import reactor.core.publisher.Mono;

/** This service's own token (OAuth 2.0 client credentials, RFC 6749 section 4.4), kept as long as it is good. */
@Component
class ServiceToken {
    private static final Duration EARLY = Duration.ofSeconds(30);
    private static final int DEFAULT_SECONDS = 60;

    private final WebClient client;
    private final AuthorizationServiceSettings settings;
    private final Clock clock;
    private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

    /** The identity provider is believed by the JDK's authorities, not by those of our own services. */
    ServiceToken(WebClient.Builder builder, AuthorizationServiceSettings settings, Clock clock) {
        this.client = builder.clientConnector(new ReactorClientHttpConnector()).build();
        this.settings = settings;
        this.clock = clock;
    }

    private record Kept(String token, Instant until) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record TokenAnswer(String accessToken, @Nullable Integer expiresIn) {}

    Mono<String> get() {
        return Mono.defer(() -> {
            Kept present = kept.get();
            return present != null && clock.instant().isBefore(present.until())
                    ? Mono.just(present.token())
                    : request();
        });
    }

    /** It was refused although it seemed good. */
    void forget() {
        kept.set(null);
    }

    private Mono<String> request() {
        return client.post()
                .uri(settings.tokenUri())
                .headers(headers -> headers.setBasicAuth(settings.clientId(), settings.clientSecret()))
                .body(BodyInserters.fromFormData("grant_type", "client_credentials").with("scope", settings.scope()))
                .retrieve()
                .bodyToMono(TokenAnswer.class)
                .timeout(settings.timeout())
                .map(this::keep);
    }

    private String keep(TokenAnswer answer) {
        int seconds = answer.expiresIn() == null ? DEFAULT_SECONDS : answer.expiresIn();
        kept.set(new Kept(answer.accessToken(), clock.instant().plusSeconds(seconds).minus(EARLY)));
        return answer.accessToken();
    }
}
