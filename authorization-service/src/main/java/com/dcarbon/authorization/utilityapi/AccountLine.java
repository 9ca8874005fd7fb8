// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.utilityapi;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import com.dcarbon.platform.providers.ProviderCalls;
import com.dcarbon.platform.providers.ProviderConnections;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderStatus;
import com.dcarbon.platform.providers.ProviderTrouble;
import com.dcarbon.platform.providers.RetryAfter;
import com.dcarbon.platform.providers.pace.Place;
import com.dcarbon.platform.providers.pace.SharedPace;

import io.netty.channel.ChannelOption;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The line to an account at UtilityAPI: at the account's pace, which all replicas share, and quiet while it wishes that; no
 * redirect is followed and no request repeated by itself. Every call is timed and reported.
 */
@Component
class AccountLine {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_ANSWER = 4 * 1024 * 1024;
    private static final int CONNECT_MILLIS = 5_000;
    /** How long a call waits for its place. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** For an account that asks for fewer requests and does not say for how long. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final WebClient http;
    private final SharedPace pace;
    private final ProviderCalls calls;
    private final Duration limit;
    private final Clock clock;

    AccountLine(WebClient.Builder http, SharedPace pace, ProviderCalls calls, UtilityApiSettings settings,
            ProviderConnections connections, Clock clock) {
        HttpClient client = connections.outside(HttpClient.create()).disableRetry(true).followRedirect(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS);
        this.http = http.clone().clientConnector(new ReactorClientHttpConnector(client))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LONGEST_ANSWER))
                .build();
        this.pace = pace;
        this.calls = calls;
        this.limit = settings.timeout();
        this.clock = clock;
    }

    /**
     * What is asked of UtilityAPI.
     *
     * @param provider the profile that it is for, or the account's label
     * @param name what is asked, for the metric
     * @param body a JSON object, or null
     */
    record Call(Account account, String provider, String name, HttpMethod method, URI address,
            @Nullable JsonNode body) {

        static Call get(Account account, String provider, String name, URI address) {
            return new Call(account, provider, name, HttpMethod.GET, address, null);
        }

        /** Without address and body. */
        @Override
        public String toString() {
            return "Call[" + name + "]";
        }
    }

    /**
     * What UtilityAPI answers, or that it does not. Never fails.
     *
     * @param meaning what an answer with status 200 means
     */
    <T> Mono<ProviderOutcome<T>> ask(Call call, Function<JsonNode, ProviderOutcome<T>> meaning) {
        return pace.take(paceOf(call.account()), call.account().requestsPerSecond(), PATIENCE)
                .flatMap(place -> switch (place) {
                    case Place.At(Instant time) ->
                        Mono.delay(left(time)).then(Mono.defer(() -> measured(call, meaning)));
                    case Place.Closed(Instant until) -> quiet("paused", until);
                    case Place.Busy(Instant until) -> quiet("too many requests of our own", until);
                });
    }

    private Duration left(Instant until) {
        Duration left = Duration.between(clock.instant(), until);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static <T> Mono<ProviderOutcome<T>> quiet(String why, Instant until) {
        return Mono.just(ProviderOutcome.failed(new ProviderTrouble.Throttled(why, until)));
    }

    private <T> Mono<ProviderOutcome<T>> measured(Call call, Function<JsonNode, ProviderOutcome<T>> meaning) {
        Instant start = clock.instant();
        return send(call, meaning)
                .timeout(limit)
                .onErrorResume(error -> Mono.just(ProviderOutcome.failed(
                        new ProviderTrouble.Unavailable(error.getClass().getSimpleName(), null))))
                .doOnNext(outcome -> calls.ended(call.provider(), call.name(), outcome,
                        Duration.between(start, clock.instant())))
                .flatMap(outcome -> pausedBy(call.account(), outcome));
    }

    private <T> Mono<ProviderOutcome<T>> send(Call call, Function<JsonNode, ProviderOutcome<T>> meaning) {
        var request = http.method(call.method()).uri(call.address()).accept(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBearerAuth(call.account().token().get()));
        JsonNode body = call.body();
        return (body == null
                ? request
                : request.contentType(MediaType.APPLICATION_JSON).bodyValue(body.toString()))
                .exchangeToMono(response -> read(response, meaning));
    }

    private <T> Mono<ProviderOutcome<T>> read(ClientResponse response, Function<JsonNode, ProviderOutcome<T>> meaning) {
        int status = response.statusCode().value();
        if (status == 200) {
            return response.bodyToMono(byte[].class).map(body -> meaning(body, meaning))
                    .defaultIfEmpty(malformed("an empty answer"));
        }
        Instant retryAfter = RetryAfter.parse(response.headers().asHttpHeaders().getFirst(HttpHeaders.RETRY_AFTER),
                clock.instant()).orElse(null);
        return response.releaseBody().thenReturn(status < 300
                ? malformed("status " + status)
                : ProviderOutcome.failed(ProviderStatus.trouble(status, retryAfter)));
    }

    private static <T> ProviderOutcome<T> meaning(byte[] body, Function<JsonNode, ProviderOutcome<T>> meaning) {
        try {
            return meaning.apply(JSON.readTree(body));
        } catch (JacksonException _) {
            return malformed("no JSON");
        }
    }

    static <T> ProviderOutcome<T> malformed(String detail) {
        return ProviderOutcome.failed(new ProviderTrouble.Malformed(detail));
    }

    private <T> Mono<ProviderOutcome<T>> pausedBy(Account account, ProviderOutcome<T> outcome) {
        if (outcome instanceof ProviderOutcome.Failed<T>(ProviderTrouble.Throttled(String _, Instant until))) {
            Instant end = until == null ? clock.instant().plus(PAUSE) : until;
            return pace.pause(paceOf(account), end).thenReturn(outcome);
        }
        return Mono.just(outcome);
    }

    private static String paceOf(Account account) {
        return "utility-api/" + account.name();
    }
}
