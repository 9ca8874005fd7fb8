// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.AuthorizationProblem;
import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.authorization.token.TokenRefresh.RefreshRequest;
import com.dcarbon.authorization.token.rules.Refusal;
import com.dcarbon.authorization.token.rules.TokenAnswer;
import com.dcarbon.authorization.token.rules.TokenSet;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.providers.ProviderProfile;
import com.dcarbon.platform.providers.ProviderProfiles;

import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** One refresh by whoever holds the lease, and what each outcome means. */
@Component
class RefreshingTokens {
    /** How long nobody tries after a refresh that failed by itself. */
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** How long nobody tries after a refresh that failed by our fault. */
    private static final Duration LONG_PAUSE = Duration.ofMinutes(1);

    private final Tokens tokens;
    private final EndingTokens ending;
    private final ProviderProfiles profiles;
    private final Map<AuthMethod, TokenRefresh> adapters = new EnumMap<>(AuthMethod.class);
    private final Clock clock;

    RefreshingTokens(Tokens tokens, EndingTokens ending, ProviderProfiles profiles, List<TokenRefresh> adapters,
            Clock clock) {
        this.tokens = tokens;
        this.ending = ending;
        this.profiles = profiles;
        this.clock = clock;
        adapters.forEach(adapter -> this.adapters.put(adapter.method(), adapter));
    }

    /** Completes when refreshed tokens are stored, or fails with the problem to answer. */
    Mono<Void> refresh(Authorization authorization, StoredTokens stored) {
        Optional<ProviderProfile> profile = profiles.find(authorization.utility().id());
        if (profile.isEmpty()) { // its file was taken away
            return misconfigured(stored);
        }
        String refreshToken = stored.tokens().refreshToken();
        if (refreshToken == null) {
            return ending.end(authorization, stored);
        }
        return Objects.requireNonNull(adapters.get(authorization.utility().method()))
                .refresh(profile.get(), new RefreshRequest(refreshToken, stored.scope()))
                .flatMap(answer -> settle(authorization, stored, answer));
    }

    private Mono<Void> settle(Authorization authorization, StoredTokens stored, TokenAnswer<TokenSet> answer) {
        return switch (answer) {
            case TokenAnswer.Granted<TokenSet>(TokenSet fresh) -> keep(stored, fresh);
            case TokenAnswer.Refused<TokenSet>(Refusal refusal, String _) -> switch (refusal) {
                case GRANT_ENDED -> ending.end(authorization, stored);
                case CLIENT_REFUSED, SCOPE_REFUSED, SCOPE_TOO_NARROW -> misconfigured(stored);
                case UNAVAILABLE, MAINTENANCE, NONSENSE -> tokens.postpone(stored, clock.instant().plus(PAUSE))
                        .then(Mono.error(unavailable("The utility's token endpoint does not work at the moment.")));
            };
        };
    }

    /** The old refresh token may be dead by now, so a database that hiccups is asked again. */
    private Mono<Void> keep(StoredTokens stored, TokenSet fresh) {
        return tokens.rotate(stored, fresh)
                .retryWhen(Retry.backoff(4, Duration.ofMillis(200)).filter(DataAccessException.class::isInstance));
    }

    /** The customer's consent is as good as before: this is for the platform's operators. */
    private Mono<Void> misconfigured(StoredTokens stored) {
        return tokens.postpone(stored, clock.instant().plus(LONG_PAUSE))
                .then(Mono.error(new ProblemException(AuthorizationProblem.PROVIDER_MISCONFIGURED,
                        "The utility refuses this platform's client.").retryAfter(LONG_PAUSE)));
    }

    static ProblemException unavailable(String detail) {
        return new ProblemException(AuthorizationProblem.PROVIDER_UNAVAILABLE, detail).retryAfter(PAUSE);
    }
}
