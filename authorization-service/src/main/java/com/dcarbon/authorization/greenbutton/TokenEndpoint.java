// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.net.URI;
import java.util.function.Function;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;

import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderTrouble;

import reactor.core.publisher.Mono;

/** Posts a form to a custodian's OAuth 2.0 server, exactly once: what it carries is good for one use. */
@Component
class TokenEndpoint {
    private final CustodianLine line;
    private final ClientCredentials credentials;

    TokenEndpoint(CustodianLine line, ClientCredentials credentials) {
        this.line = line;
        this.credentials = credentials;
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
