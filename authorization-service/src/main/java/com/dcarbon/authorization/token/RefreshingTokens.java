// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.springframework.stereotype.Component;

import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.authorization.token.RefreshPause.Pause;
import com.dcarbon.authorization.token.TokenRefresh.RefreshRequest;
import com.dcarbon.authorization.token.rules.TokenSet;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.providers.ProviderTrouble;
import com.dcarbon.platform.work.LostLeases;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/** One refresh by whoever holds the lease, and what each outcome means. */
@Component
class RefreshingTokens {
    private final Tokens tokens;
    private final EndingTokens ending;
    private final OutlastingOutage outlasting;
    private final ProviderProfiles profiles;
    private final Map<AuthMethod, TokenRefresh> adapters = new EnumMap<>(AuthMethod.class);
    private final LostLeases lost;
    private final Clock clock;

    RefreshingTokens(Tokens tokens, EndingTokens ending, OutlastingOutage outlasting, ProviderProfiles profiles,
            List<TokenRefresh> adapters, MeterRegistry metrics, Clock clock) {
        this.tokens = tokens;
        this.ending = ending;
        this.outlasting = outlasting;
        this.profiles = profiles;
        this.lost = new LostLeases(metrics, "token");
        this.clock = clock;
        adapters.forEach(adapter -> this.adapters.put(adapter.method(), adapter));
    }

    /** Completes when good tokens are stored, by this refresh or another one, or fails with the problem to answer. */
    Mono<Void> refresh(Authorization authorization, LeasedTokens leased) {
        Optional<ProviderProfile> profile = profiles.find(authorization.utility().id());
        if (profile.isEmpty()) { // its file was taken away
            return postpone(leased, new ProviderTrouble.Misconfigured("no profile"));
        }
        String refreshToken = leased.tokens().tokens().refreshToken();
        if (refreshToken == null) {
            return ending.end(authorization, leased);
        }
        return Objects.requireNonNull(adapters.get(authorization.utility().method()))
                .refresh(profile.get(), new RefreshRequest(refreshToken, leased.tokens().scope(),
                        leased.tokens().locations().authorizationUri()))
                .flatMap(outcome -> settle(authorization, leased, outcome));
    }

    private Mono<Void> settle(Authorization authorization, LeasedTokens leased, ProviderOutcome<TokenSet> outcome) {
        return switch (outcome) {
            case ProviderOutcome.Succeeded<TokenSet>(TokenSet fresh) ->
                stored(leased, tokens.rotate(leased, fresh)).then();
            case ProviderOutcome.Failed<TokenSet>(ProviderTrouble trouble) -> switch (trouble.owner()) {
                case CUSTOMER -> ending.end(authorization, leased);
                case TIME, PROVIDER, OPERATOR -> postpone(leased, trouble);
            };
        };
    }

    /** The customer's consent is as good as before. */
    private Mono<Void> postpone(LeasedTokens leased, ProviderTrouble trouble) {
        Instant now = clock.instant();
        int failures = leased.tokens().refreshFailures() + 1;
        Pause pause = RefreshPause.after(trouble, failures, now);
        return stored(leased, tokens.postpone(leased, failures, pause.until(),
                leased.repeated() || RefreshPause.leavesOpen(trouble)))
                .then(Mono.error(() -> new ProblemException(pause.problem(), pause.detail())
                        .retryAfter(Duration.between(now, pause.until()))));
    }

    /** The old refresh token may be dead by now, so a database that is away is waited for. */
    private Mono<Boolean> stored(LeasedTokens leased, Mono<Boolean> write) {
        return outlasting.until(leased.until(), write)
                .doOnNext(held -> {
                    if (!held) {
                        lost.count(leased.tokens().authorizationId());
                    }
                });
    }
}
