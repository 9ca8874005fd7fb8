// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;

import com.dcarbon.authorization.answer.Attempt;
import com.dcarbon.authorization.failure.FailureCode;
import com.dcarbon.authorization.session.ConsentProtocol;
import com.dcarbon.authorization.session.rules.ConsentReturn;
import com.dcarbon.authorization.session.rules.SessionSecrets;
import com.dcarbon.authorization.token.rules.ConsentAnswer;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfile.Pkce;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;

import reactor.core.publisher.Mono;

/** The authorization code flow (RFC 6749, section 4.1) as data custodians run it. */
@Component
class GreenButtonConsent implements ConsentProtocol {
    private static final int LONGEST_CODE = 4096;

    private final TokenEndpoint endpoint;
    private final ProviderProfiles profiles;

    GreenButtonConsent(TokenEndpoint endpoint, ProviderProfiles profiles) {
        this.endpoint = endpoint;
        this.profiles = profiles;
    }

    @Override
    public AuthMethod method() {
        return AuthMethod.GREEN_BUTTON;
    }

    @Override
    public String callbackPath(ProviderProfile profile) {
        return "/green-button/callback/" + profile.id();
    }

    /** The scope string is percent-encoded as a whole; some custodians take a raw semicolon for a separator. */
    @Override
    public URI consentPage(ProviderProfile profile, URI redirectUri, SessionSecrets secrets,
            @Nullable URI prepared) {
        ProviderProfile.OAuth oauth = profile.requiredOauth();
        var request = new AuthorizationRequest.Builder(ResponseType.CODE, new ClientID(oauth.clientId()))
                .endpointURI(oauth.authorizationEndpoint())
                .redirectionURI(redirectUri)
                .scope(Scope.parse(oauth.scope()))
                .state(new State(secrets.state()));
        if (oauth.pkce() == Pkce.OFFERED) {
            request.codeChallenge(new CodeVerifier(secrets.codeVerifier()), CodeChallengeMethod.S256);
        }
        return request.build().toURI();
    }

    @Override
    public ConsentReturn read(ProviderProfile profile, Map<String, List<String>> parameters) {
        URI issuer = profile.requiredOauth().issuer();
        if (issuer != null && !List.of(issuer.toString()).equals(parameters.get("iss"))) {
            return new ConsentReturn.Foreign(); // RFC 9207, section 2.4
        }
        if (parameters.values().stream().anyMatch(values -> values.size() > 1)) {
            return new ConsentReturn.WithoutConsent(FailureCode.PROTOCOL_ERROR); // RFC 6749, section 3.1
        }
        List<String> errors = parameters.getOrDefault("error", List.of());
        if (!errors.isEmpty()) {
            String error = String.valueOf(errors.getFirst());
            return ConsentReturn.WithoutConsent.of(failure(error), error);
        }
        List<String> codes = parameters.getOrDefault("code", List.of());
        boolean usable = codes.size() == 1 && codes.getFirst() != null && !codes.getFirst().isBlank()
                && codes.getFirst().length() <= LONGEST_CODE;
        return usable
                ? new ConsentReturn.WithCode(codes.getFirst())
                : new ConsentReturn.WithoutConsent(FailureCode.PROTOCOL_ERROR);
    }

    /** RFC 6749, section 4.1.2.1. */
    private static FailureCode failure(String error) {
        return switch (error) {
            case "access_denied" -> FailureCode.USER_CANCELLED;
            case "invalid_request", "unauthorized_client", "unsupported_response_type" -> FailureCode.CONFIG_ERROR;
            case "invalid_scope" -> FailureCode.SCOPE_REJECTED;
            case "server_error" -> FailureCode.UTILITY_ERROR;
            case "temporarily_unavailable" -> FailureCode.UTILITY_MAINTENANCE;
            default -> FailureCode.UNKNOWN_ERROR;
        };
    }

    @Override
    public Mono<ConsentAnswer> exchange(ProviderProfile profile, CodeExchange exchange) {
        var form = new LinkedMultiValueMap<String, String>();
        form.set("grant_type", "authorization_code");
        form.set("code", exchange.code());
        form.set("redirect_uri", exchange.redirectUri().toString());
        if (profile.requiredOauth().pkce() == Pkce.OFFERED) {
            form.set("code_verifier", exchange.secrets().codeVerifier());
        }
        return endpoint.once(profile, "token_exchange", Attempt.exchange(exchange.sessionId()), form,
                meaning(profile), ConsentAnswer::call, ConsentAnswer.Refused::new);
    }

    @Override
    public Mono<ConsentAnswer> exchanged(ProviderProfile profile, UUID sessionId) {
        return endpoint.answered(Attempt.exchange(sessionId), meaning(profile));
    }

    private BiFunction<RawAnswer, Instant, ConsentAnswer> meaning(ProviderProfile profile) {
        var answers = new TokenAnswers(profiles.hosts(profile)::allows);
        return (raw, now) -> answers.toConsent(raw, profile.requiredOauth().scope(), now);
    }
}
