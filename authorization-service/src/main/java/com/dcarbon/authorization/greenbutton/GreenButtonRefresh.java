// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import com.dcarbon.authorization.answer.Attempt;
import com.dcarbon.authorization.token.TokenRefresh;
import com.dcarbon.authorization.token.rules.TokenSet;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfile.RefreshScope;
import com.dcarbon.platform.providers.ProviderProfile.RefreshTokens;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.providers.ProviderTrouble;

import reactor.core.publisher.Mono;

/**
 * The refresh grant (RFC 6749, section 6), with the granted scope where the custodian wants to see it. A plain 403 may
 * mean anything, and by itself ends nothing: then the Authorization resource tells whether the grant is gone.
 */
@Component
class GreenButtonRefresh implements TokenRefresh {
    private static final Logger LOG = LoggerFactory.getLogger(GreenButtonRefresh.class);
    private static final String CALL = "token_refresh";

    private final TokenEndpoint endpoint;
    private final GreenButtonRecord records;
    private final ProviderProfiles profiles;
    private final Clock clock;

    GreenButtonRefresh(TokenEndpoint endpoint, GreenButtonRecord records, ProviderProfiles profiles, Clock clock) {
        this.endpoint = endpoint;
        this.records = records;
        this.profiles = profiles;
        this.clock = clock;
    }

    @Override
    public AuthMethod method() {
        return AuthMethod.GREEN_BUTTON;
    }

    /** @param forbidden whether it is a plain 403 */
    private record Answer(ProviderOutcome<TokenSet> outcome, boolean forbidden) {}

    @Override
    public Mono<ProviderOutcome<TokenSet>> refresh(ProviderProfile profile, RefreshRequest request) {
        var form = new LinkedMultiValueMap<String, String>();
        form.set("grant_type", "refresh_token");
        form.set("refresh_token", request.refreshToken());
        String scope = request.scope();
        if (profile.requiredOauth().refreshScope() == RefreshScope.GRANTED && scope != null) {
            form.set("scope", scope);
        }
        var answers = new TokenAnswers(profiles.hosts(profile)::allows);
        BiFunction<RawAnswer, Instant, Answer> meaning = (raw, now) -> new Answer(answers.toRefresh(raw, now),
                TokenAnswers.isForbidden(raw));
        return ask(profile, request.attempt(), form, meaning)
                .doOnNext(answer -> noteMissingSuccessor(profile, answer.outcome()))
                .flatMap(answer -> answer.forbidden()
                        ? unlessRevoked(profile, request.record(), answer.outcome())
                        : Mono.just(answer.outcome()));
    }

    private Mono<Answer> ask(ProviderProfile profile, @Nullable Attempt attempt, MultiValueMap<String, String> form,
            BiFunction<RawAnswer, Instant, Answer> meaning) {
        Function<ProviderTrouble, Answer> notAnswered = trouble -> new Answer(ProviderOutcome.failed(trouble), false);
        return attempt == null
                ? endpoint.post(profile, CALL, form, raw -> meaning.apply(raw, clock.instant()), Answer::outcome,
                        notAnswered)
                : endpoint.once(profile, CALL, attempt, form, meaning, Answer::outcome, notAnswered);
    }

    private Mono<ProviderOutcome<TokenSet>> unlessRevoked(ProviderProfile profile, @Nullable URI record,
            ProviderOutcome<TokenSet> refused) {
        if (record == null || !profiles.hosts(profile).allows(record)) {
            return Mono.just(refused);
        }
        return records.read(profile, record, null)
                .map(standing -> standing instanceof ProviderOutcome.Failed<?>(ProviderTrouble.Revoked ended)
                        ? ProviderOutcome.<TokenSet>failed(ended)
                        : refused);
    }

    /** The old one is kept, but if it is good once, as the profile says, the next refresh will fail. */
    private static void noteMissingSuccessor(ProviderProfile profile, ProviderOutcome<TokenSet> outcome) {
        if (profile.requiredOauth().refreshTokens() == RefreshTokens.SINGLE_USE
                && outcome instanceof ProviderOutcome.Succeeded<TokenSet>(TokenSet fresh)
                && fresh.refreshToken() == null) {
            LOG.atWarn().addKeyValue("provider_id", profile.id())
                    .log("a refresh brought no new refresh token: the profile should say refresh_tokens: reusable");
        }
    }
}
