// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;

import com.dcarbon.authorization.answer.Attempt;
import com.dcarbon.authorization.answer.KeptAnswer;
import com.dcarbon.authorization.answer.KeptAnswers;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderTrouble;

import reactor.core.publisher.Mono;

/**
 * Posts a form to a custodian's OAuth 2.0 server, exactly once: what it carries is good for one use. An answer that may
 * hold the only tokens there are is kept until they are committed.
 */
@Component
class TokenEndpoint {
    private static final int SUCCESS = 200;

    private final CustodianLine line;
    private final ClientCredentials credentials;
    private final KeptAnswers kept;
    private final Clock clock;

    TokenEndpoint(CustodianLine line, ClientCredentials credentials, KeptAnswers kept, Clock clock) {
        this.line = line;
        this.credentials = credentials;
        this.kept = kept;
        this.clock = clock;
    }

    /**
     * What the token endpoint answers, or that it does not.
     *
     * @param call what is asked, for the metric
     * @param form with {@code grant_type}, without credentials
     * @param meaning what an answer means
     */
    <T> Mono<ProviderOutcome<T>> post(ProviderProfile profile, String call, MultiValueMap<String, String> form,
            Function<RawAnswer, ProviderOutcome<T>> meaning) {
        return post(profile, call, form, meaning, Function.identity(), ProviderOutcome::failed);
    }

    /** The same for an answer with more shades than an outcome has. */
    <T> Mono<T> post(ProviderProfile profile, String call, MultiValueMap<String, String> form,
            Function<RawAnswer, T> meaning, Function<? super T, ? extends ProviderOutcome<?>> outcome,
            Function<ProviderTrouble, T> notAnswered) {
        Mono<RawAnswer> answer = send(profile, profile.requiredOauth().tokenEndpoint(), form);
        return line.measured(profile, call, answer.map(meaning), outcome, notAnswered);
    }

    /**
     * The same for an attempt whose successful answer cannot be had again: it is kept before it is used.
     *
     * @param meaning what an answer means that came at a time
     */
    <T> Mono<T> once(ProviderProfile profile, String call, Attempt attempt, MultiValueMap<String, String> form,
            BiFunction<RawAnswer, Instant, T> meaning, Function<? super T, ? extends ProviderOutcome<?>> outcome,
            Function<ProviderTrouble, T> notAnswered) {
        Mono<Received<T>> asked = send(profile, profile.requiredOauth().tokenEndpoint(), form)
                .map(raw -> Received.of(raw, clock.instant(), meaning));
        return line.measured(profile, call, asked, received -> outcome.apply(received.meant()),
                trouble -> new Received<>(null, notAnswered.apply(trouble)))
                .delayUntil(received -> Mono.justOrEmpty(received.worthKeeping())
                        .flatMap(answer -> kept.keep(attempt, answer)))
                .map(Received::meant);
    }

    /** The same where it was asked before without an outcome: if its answer is kept, nothing is asked. */
    <T> Mono<T> onceMore(ProviderProfile profile, String call, Attempt attempt, MultiValueMap<String, String> form,
            BiFunction<RawAnswer, Instant, T> meaning, Function<? super T, ? extends ProviderOutcome<?>> outcome,
            Function<ProviderTrouble, T> notAnswered) {
        return answered(attempt, meaning)
                .onErrorResume(error -> Mono.just(
                        notAnswered.apply(new ProviderTrouble.Unavailable(error.getClass().getSimpleName(), null))))
                .switchIfEmpty(Mono.defer(() -> once(profile, call, attempt, form, meaning, outcome, notAnswered)));
    }

    /** What the answer means that is kept of that attempt; empty if there is none. */
    <T> Mono<T> answered(Attempt attempt, BiFunction<RawAnswer, Instant, T> meaning) {
        return kept.find(attempt)
                .map(answer -> meaning.apply(new RawAnswer(SUCCESS, answer.body(), null), answer.receivedAt()));
    }

    /** @param worthKeeping null unless it is a successful answer */
    private record Received<T>(@Nullable KeptAnswer worthKeeping, T meant) {

        static <T> Received<T> of(RawAnswer raw, Instant now, BiFunction<RawAnswer, Instant, T> meaning) {
            return new Received<>(raw.status() == SUCCESS ? new KeptAnswer(now, raw.body()) : null,
                    meaning.apply(raw, now));
        }
    }

    /** The same at another endpoint of that server at which the client shows itself in the same way. */
    <T> Mono<ProviderOutcome<T>> postTo(URI endpoint, ProviderProfile profile, String call,
            MultiValueMap<String, String> form, Function<RawAnswer, ProviderOutcome<T>> meaning) {
        return line.measured(profile, call, send(profile, endpoint, form).map(meaning), Function.identity(),
                ProviderOutcome::failed);
    }

    private Mono<RawAnswer> send(ProviderProfile profile, URI endpoint, MultiValueMap<String, String> form) {
        return Mono.defer(() -> {
            var request = line.to(profile).post().uri(endpoint).accept(MediaType.APPLICATION_JSON)
                    .headers(headers -> credentials.show(profile, headers, form));
            return line.answer(request.body(BodyInserters.fromFormData(form)));
        });
    }
}
