// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;

import com.dcarbon.authorization.token.TokenSettings;
import com.dcarbon.authorization.token.rules.Refusal;
import com.dcarbon.authorization.token.rules.TokenAnswer;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfile.ClientAuthentication;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.providers.Secrets;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Posts a form to a custodian's token endpoint, exactly once: what it carries is good for one use. No redirect is
 * followed, no connection used again, no answer longer than a token answer can be is read.
 */
@Component
class TokenEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(TokenEndpoint.class);
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final int CONNECT_MILLIS = 5_000;

    private final WebClient http;
    private final Duration limit;
    /** Resolved once, so that a missing secret stops the start and not a customer. */
    private final Map<String, Secret> clientSecrets;
    private final MeterRegistry metrics;
    private final Clock clock;

    TokenEndpoint(WebClient.Builder http, TokenSettings settings, ProviderProfiles profiles, Secrets secrets,
            MeterRegistry metrics, Clock clock) {
        this.limit = settings.tokenTimeout();
        HttpClient client = HttpClient.newConnection().disableRetry(true).followRedirect(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS);
        this.http = http.clone().clientConnector(new ReactorClientHttpConnector(client))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LONGEST_ANSWER))
                .build();
        this.clientSecrets = profiles.all().stream()
                .filter(profile -> profile.method() == AuthMethod.GREEN_BUTTON)
                .collect(Collectors.toUnmodifiableMap(ProviderProfile::id,
                        profile -> new Secret(secrets.resolve(profile.oauth().clientSecret()))));
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * What the endpoint answers, or that it does not.
     *
     * @param form with {@code grant_type}, without credentials
     * @param meaning what an answer means
     */
    <T> Mono<TokenAnswer<T>> post(ProviderProfile profile, MultiValueMap<String, String> form,
            Function<RawAnswer, TokenAnswer<T>> meaning) {
        return Mono.defer(() -> {
            Instant start = clock.instant();
            return send(profile, form).map(meaning)
                    .timeout(limit)
                    .onErrorResume(error -> Mono.just(notAnswered(error)))
                    .doOnNext(answer -> report(profile, String.valueOf(form.getFirst("grant_type")), answer, start));
        });
    }

    private Mono<RawAnswer> send(ProviderProfile profile, MultiValueMap<String, String> form) {
        URI address = profile.oauth().tokenEndpoint();
        var request = http.post().uri(address).accept(MediaType.APPLICATION_JSON);
        var id = new ClientID(profile.oauth().clientId());
        Secret secret = Objects.requireNonNull(clientSecrets.get(profile.id()));
        if (profile.oauth().clientAuthentication() == ClientAuthentication.BASIC) {
            request.header("Authorization", new ClientSecretBasic(id, secret).toHTTPAuthorizationHeader());
        } else {
            form.set("client_id", id.getValue());
            form.set("client_secret", secret.getValue());
        }
        return request.body(BodyInserters.fromFormData(form))
                .exchangeToMono(response -> response.bodyToMono(String.class)
                        .defaultIfEmpty("")
                        .map(body -> new RawAnswer(response.statusCode().value(), body)));
    }

    private static <T> TokenAnswer<T> notAnswered(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataBufferLimitException) {
                return new TokenAnswer.Refused<>(Refusal.NONSENSE, "too long an answer");
            }
        }
        return new TokenAnswer.Refused<>(Refusal.UNAVAILABLE, error.getClass().getSimpleName());
    }

    private void report(ProviderProfile profile, String grantType, TokenAnswer<?> answer, Instant start) {
        String outcome = switch (answer) {
            case TokenAnswer.Granted<?> _ -> "granted";
            case TokenAnswer.Refused<?>(Refusal refusal, String hint) -> {
                logRefusal(profile, grantType, refusal, hint);
                yield refusal.tag();
            }
        };
        metrics.timer("dcarbon.authorization.token.requests", "provider", profile.id(), "grant_type", grantType,
                "outcome", outcome).record(Duration.between(start, clock.instant()));
    }

    private static void logRefusal(ProviderProfile profile, String grantType, Refusal refusal, String hint) {
        boolean oursToRepair = refusal == Refusal.CLIENT_REFUSED || refusal == Refusal.SCOPE_REFUSED;
        (oursToRepair ? LOG.atError() : LOG.atWarn()).addKeyValue("provider_id", profile.id())
                .addKeyValue("grant_type", grantType)
                .addKeyValue("outcome", refusal.tag())
                .addKeyValue("hint", hint)
                .log(oursToRepair
                        ? "ALERT: a utility refuses this platform's client or its request"
                        : "a utility's token endpoint gave no tokens");
    }
}
