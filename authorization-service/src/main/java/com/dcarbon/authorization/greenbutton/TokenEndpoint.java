// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfile.ClientAuthentication;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.providers.ProviderTrouble;
import com.dcarbon.platform.providers.Secrets;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;

import reactor.core.publisher.Mono;

/** Posts a form to a custodian's token endpoint, exactly once: what it carries is good for one use. */
@Component
class TokenEndpoint {
    private final CustodianLine line;
    /** Resolved once, so that a missing secret stops the start and not a customer. */
    private final Map<String, Secret> clientSecrets;

    TokenEndpoint(CustodianLine line, ProviderProfiles profiles, Secrets secrets) {
        this.line = line;
        this.clientSecrets = profiles.all().stream()
                .filter(profile -> profile.method() == AuthMethod.GREEN_BUTTON)
                .collect(Collectors.toUnmodifiableMap(ProviderProfile::id,
                        profile -> new Secret(secrets.resolve(profile.requiredOauth().clientSecret()))));
    }

    /**
     * What the endpoint answers, or that it does not.
     *
     * @param call what is asked, for the metric
     * @param form with {@code grant_type}, without credentials
     * @param meaning what an answer means
     */
    <T> Mono<ProviderOutcome<T>> post(ProviderProfile profile, String call, MultiValueMap<String, String> form,
            Function<RawAnswer, ProviderOutcome<T>> meaning) {
        return line.measured(profile, call, send(profile, form).map(meaning), Function.identity(),
                ProviderOutcome::failed);
    }

    /** The same for an answer with more shades than an outcome has. */
    <T> Mono<T> post(ProviderProfile profile, String call, MultiValueMap<String, String> form,
            Function<RawAnswer, T> meaning, Function<? super T, ? extends ProviderOutcome<?>> outcome,
            Function<ProviderTrouble, T> notAnswered) {
        return line.measured(profile, call, send(profile, form).map(meaning), outcome, notAnswered);
    }

    private Mono<RawAnswer> send(ProviderProfile profile, MultiValueMap<String, String> form) {
        return Mono.defer(() -> {
            var request = line.http().post().uri(profile.requiredOauth().tokenEndpoint())
                    .accept(MediaType.APPLICATION_JSON);
            var id = new ClientID(profile.requiredOauth().clientId());
            Secret secret = Objects.requireNonNull(clientSecrets.get(profile.id()));
            if (profile.requiredOauth().clientAuthentication() == ClientAuthentication.BASIC) {
                request.header("Authorization", new ClientSecretBasic(id, secret).toHTTPAuthorizationHeader());
            } else {
                form.set("client_id", id.getValue());
                form.set("client_secret", secret.getValue());
            }
            return line.answer(request.body(BodyInserters.fromFormData(form)));
        });
    }
}
