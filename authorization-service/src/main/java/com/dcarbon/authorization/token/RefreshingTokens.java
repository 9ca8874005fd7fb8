// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.springframework.stereotype.Component;

import com.dcarbon.authorization.answer.Attempt;
import com.dcarbon.authorization.answer.KeptAnswers;
import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.authorization.token.RefreshPause.Pause;
import com.dcarbon.authorization.token.TokenRefresh.RefreshRequest;
import com.dcarbon.authorization.token.rules.TokenSet;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.database.OutlastingOutage;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfile.RefreshTokens;
import com.dcarbon.platform.providers.ProviderProfiles;
import com.dcarbon.platform.providers.ProviderTrouble;
import com.dcarbon.platform.providers.ProviderTrouble.Owner;
import com.dcarbon.platform.providers.pace.SharedPace;
import com.dcarbon.platform.work.LostLeases;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/** One refresh by whoever holds the lease, and what each outcome means. */
@Component
class RefreshingTokens {
    private static final ProviderTrouble UNREADABLE = new ProviderTrouble.Unavailable(
            "an answer is kept that cannot be read", null);

    private final TokenLeases leases;
    private final RenewingTokens renewing;
    private final RotationFailures rotationFailures;
    private final SharedPace pace;
    private final EndingTokens ending;
    private final OutlastingOutage outlasting;
    private final KeptAnswers kept;
    private final ProviderProfiles profiles;
    private final Map<AuthMethod, TokenRefresh> adapters = new EnumMap<>(AuthMethod.class);
    private final LostLeases lost;
    private final Clock clock;

    RefreshingTokens(TokenLeases leases, RenewingTokens renewing, RotationFailures rotationFailures, SharedPace pace,
            EndingTokens ending, OutlastingOutage outlasting, KeptAnswers kept, ProviderProfiles profiles,
            List<TokenRefresh> adapters, MeterRegistry metrics, Clock clock) {
        this.leases = leases;
        this.renewing = renewing;
        this.rotationFailures = rotationFailures;
        this.pace = pace;
        this.ending = ending;
        this.outlasting = outlasting;
        this.kept = kept;
        this.profiles = profiles;
        this.lost = new LostLeases(metrics, "token");
        this.clock = clock;
        adapters.forEach(adapter -> this.adapters.put(adapter.method(), adapter));
    }

    /** Completes when good tokens are stored, by this refresh or another one, or fails with the problem to answer. */
    Mono<Void> refresh(Authorization authorization, LeasedTokens leased) {
        Optional<ProviderProfile> profile = profiles.find(authorization.utility().id());
        if (profile.isEmpty()) { // its file was taken away
            return postpone(authorization, leased, new ProviderTrouble.Misconfigured("no profile"), Mono.empty());
        }
        String refreshToken = leased.tokens().tokens().refreshToken();
        if (refreshToken == null) {
            return ending.end(authorization, leased, null);
        }
        return isKnown(leased)
                .flatMap(known -> known
                        ? ask(authorization, profile.get(), leased, refreshToken)
                                .flatMap(outcome -> settle(authorization, profile.get(), leased, outcome))
                        : postpone(authorization, leased, UNREADABLE, Mono.empty()));
    }

    /** Whether it can be told what the utility answered when the same was asked before. */
    private Mono<Boolean> isKnown(LeasedTokens leased) {
        Attempt attempt = leased.attempt();
        return leased.repeated()
                ? kept.find(attempt).then(kept.find(attempt.byFormer())).thenReturn(true).onErrorReturn(false)
                : Mono.just(true);
    }

    /** By the refresh token before it, too, if the present one is refused before it ever worked. */
    private Mono<ProviderOutcome<TokenSet>> ask(Authorization authorization, ProviderProfile profile,
            LeasedTokens leased, String refreshToken) {
        TokenRefresh adapter = Objects.requireNonNull(adapters.get(authorization.utility().method()));
        String scope = leased.tokens().scope();
        URI record = leased.tokens().locations().authorizationUri();
        String former = leased.tokens().previousRefreshToken();
        Attempt attempt = leased.attempt();
        Mono<ProviderOutcome<TokenSet>> present = adapter.refresh(profile,
                new RefreshRequest(refreshToken, scope, record, attempt, leased.repeated()));
        return former == null
                ? present
                : present.flatMap(outcome -> isRefused(outcome)
                        ? adapter.refresh(profile, new RefreshRequest(former, scope, record,
                                attempt.byFormer(), leased.repeated()))
                                .map(second -> second
                                        .then(fresh -> ProviderOutcome.succeeded(fresh.withRefreshToken(former))))
                        : Mono.just(outcome));
    }

    private static boolean isRefused(ProviderOutcome<TokenSet> outcome) {
        return outcome instanceof ProviderOutcome.Failed<TokenSet>(ProviderTrouble trouble)
                && trouble.owner() == Owner.CUSTOMER;
    }

    private Mono<Void> settle(Authorization authorization, ProviderProfile profile, LeasedTokens leased,
            ProviderOutcome<TokenSet> outcome) {
        Mono<Void> forgetting = forget(leased.attempt());
        return switch (outcome) {
            case ProviderOutcome.Succeeded<TokenSet>(TokenSet fresh) ->
                stored(leased, renewing.store(authorization, leased, fresh, keepsFormer(profile)), forgetting);
            case ProviderOutcome.Failed<TokenSet>(ProviderTrouble trouble) -> switch (trouble.owner()) {
                case CUSTOMER -> ending.end(authorization, leased, trouble)
                        .onErrorResume(ProblemException.class, ended -> forgetting.then(Mono.error(ended)));
                case TIME, PROVIDER, OPERATOR -> postpone(authorization, leased, trouble, forgetting);
            };
        };
    }

    /**
     * The customer's consent is as good as before.
     *
     * @param forgetting of what was answered, if anything was looked at
     */
    private Mono<Void> postpone(Authorization authorization, LeasedTokens leased, ProviderTrouble trouble,
            Mono<Void> forgetting) {
        Instant now = clock.instant();
        int failures = leased.tokens().refreshFailures() + 1;
        Pause pause = RefreshPause.after(trouble, failures, now);
        Mono<Boolean> postponed = leases.postpone(leased, failures, pause.until(),
                leased.repeated() || RefreshPause.leavesOpen(trouble));
        return stored(leased, leased.tokens().rotation().isDue(now)
                ? rotationFailures.count(authorization, leased, trouble, postponed)
                : postponed, forgetting)
                .then(leaveAlone(authorization.utility().id(), trouble))
                .then(Mono.error(() -> new ProblemException(pause.problem(), pause.detail())
                        .retryAfter(Duration.between(now, pause.until()))));
    }

    /** Who wishes for fewer requests gets no rotations meanwhile, by no replica. */
    private Mono<Void> leaveAlone(String providerId, ProviderTrouble trouble) {
        Instant until = trouble instanceof ProviderTrouble.Throttled ? trouble.wish() : null;
        return until == null ? Mono.empty() : Mono.defer(() -> pace.pause(RotatingTokens.account(providerId), until));
    }

    private static boolean keepsFormer(ProviderProfile profile) {
        return profile.oauth() != null && profile.oauth().refreshTokens() == RefreshTokens.REUSABLE;
    }

    /** What another one's row makes of it is not known here, so that it is kept where the lease was lost. */
    private Mono<Void> forget(Attempt attempt) {
        return kept.forget(attempt).then(kept.forget(attempt.byFormer()));
    }

    /** The old refresh token may be dead by now, so a database that is away is waited for. */
    private Mono<Void> stored(LeasedTokens leased, Mono<Boolean> write, Mono<Void> forgetting) {
        return outlasting.until(leased.until(), write)
                .doOnNext(held -> {
                    if (!held) {
                        lost.count(leased.tokens().authorizationId());
                    }
                })
                .flatMap(held -> held ? forgetting : Mono.empty());
    }
}
