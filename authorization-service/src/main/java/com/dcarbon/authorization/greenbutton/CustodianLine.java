// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

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
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;

import com.dcarbon.authorization.token.TokenSettings;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.CertificateRefusal;
import com.dcarbon.platform.providers.ProviderCalls;
import com.dcarbon.platform.providers.ProviderConnections;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.providers.ProviderTrouble;
import com.dcarbon.platform.providers.RetryAfter;

import io.netty.channel.ChannelOption;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * The line to custodians: no redirect is followed, no connection used again, no request repeated by itself, and no answer
 * longer than a short document is read. Our certificate is shown where the profile has one. Every call is timed and
 * reported.
 */
@Component
class CustodianLine {
    private static final Logger LOG = LoggerFactory.getLogger(CustodianLine.class);
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final int CONNECT_MILLIS = 5_000;

    private final Map<String, WebClient> clients;
    private final Duration limit;
    private final ProviderCalls calls;
    private final Clock clock;

    CustodianLine(WebClient.Builder http, TokenSettings settings, ProviderProfiles profiles,
            ProviderConnections connections, ProviderCalls calls, Clock clock) {
        this.limit = settings.tokenTimeout();
        this.calls = calls;
        this.clock = clock;
        HttpClient client = HttpClient.newConnection().disableRetry(true).followRedirect(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS);
        this.clients = profiles.all().stream()
                .filter(profile -> profile.method() == AuthMethod.GREEN_BUTTON)
                .collect(Collectors.toUnmodifiableMap(ProviderProfile::id,
                        profile -> http.clone()
                                .clientConnector(new ReactorClientHttpConnector(connections.to(profile, client)))
                                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LONGEST_ANSWER))
                                .build()));
    }

    WebClient to(ProviderProfile profile) {
        return Objects.requireNonNull(clients.get(profile.id()));
    }

    /** The answer, whatever its status. */
    Mono<RawAnswer> answer(RequestHeadersSpec<?> request) {
        return request.exchangeToMono(this::read);
    }

    /**
     * The body of an unsuccessful answer is a help where it can be read, for it may name the error; its status says enough
     * where it is too long or cut off. Why it could not be read is in the log, without anything of what was.
     */
    private Mono<RawAnswer> read(ClientResponse response) {
        int status = response.statusCode().value();
        Mono<String> body = response.bodyToMono(String.class);
        Instant retryAfter = RetryAfter.parse(response.headers().asHttpHeaders().getFirst(HttpHeaders.RETRY_AFTER),
                clock.instant()).orElse(null);
        return (status == 200 ? body : body.onErrorResume(error -> unread(status, error)))
                .defaultIfEmpty("")
                .map(text -> new RawAnswer(status, text, retryAfter));
    }

    private static Mono<String> unread(int status, Throwable error) {
        LOG.atDebug().addKeyValue("status", status)
                .addKeyValue("reason", error.getClass().getName())
                .log("the body of an unsuccessful answer could not be read");
        return Mono.empty();
    }

    /**
     * A call with its limit of time, reported when it has ended. Never fails: what goes wrong is an answer too.
     *
     * @param call what is asked, for the metric
     * @param outcome how the call went, in the answer's words
     * @param notAnswered the answer for a call that got none
     */
    <T> Mono<T> measured(ProviderProfile profile, String call, Mono<T> asked,
            Function<? super T, ? extends ProviderOutcome<?>> outcome,
            Function<ProviderTrouble, T> notAnswered) {
        return Mono.defer(() -> {
            Instant start = clock.instant();
            return asked.timeout(limit)
                    .onErrorResume(error -> Mono.just(notAnswered.apply(trouble(error))))
                    .doOnNext(answer -> calls.ended(profile.id(), call, outcome.apply(answer),
                            Duration.between(start, clock.instant())));
        });
    }

    private static ProviderTrouble trouble(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataBufferLimitException) {
                return new ProviderTrouble.Malformed("too long an answer");
            }
        }
        return CertificateRefusal.in(error)
                .orElseGet(() -> new ProviderTrouble.Unavailable(error.getClass().getSimpleName(), null));
    }
}
