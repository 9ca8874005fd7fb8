// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;

import com.dcarbon.authorization.AuthorizationProblem;
import com.dcarbon.authorization.lifecycle.BeginningAttempt;
import com.dcarbon.authorization.revocation.EndsUnderWay;
import com.dcarbon.authorization.session.ConsentProtocol.Preparation;
import com.dcarbon.authorization.session.ConsentProtocol.PreparedPage;
import com.dcarbon.authorization.session.ConsentProtocols.Provider;
import com.dcarbon.authorization.session.rules.LoginPause;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;
import com.dcarbon.platform.providers.ProviderTrouble.Owner;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/**
 * Has the provider make its page before an attempt begins, where it makes one for each. No transaction is open meanwhile;
 * what speaks against the attempt is looked at first, and decided when it begins. A page that nobody uses does no harm.
 */
@Component
class PreparingPage {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LATER = Duration.ofMinutes(15);

    private final BeginningAttempt beginning;
    private final AttemptHistory history;
    private final EndsUnderWay ends;
    private final Clock clock;

    PreparingPage(BeginningAttempt beginning, AttemptHistory history, EndsUnderWay ends, Clock clock) {
        this.beginning = beginning;
        this.history = history;
        this.ends = ends;
        this.clock = clock;
    }

    /** Empty inside where the provider makes none; fails with the problem to answer. */
    Mono<Optional<PreparedPage>> prepare(UUID facilityId, Provider provider, Caller caller) {
        if (!provider.protocol().preparesPages()) {
            return Mono.just(Optional.empty());
        }
        return beginning.look(facilityId, provider.profile().id())
                .flatMap(again -> requireNoPause(facilityId, provider)
                        .then(Mono.defer(() -> Mono.justOrEmpty(again).flatMap(history::latestAuthId)
                                .filterWhen(authId -> ends.isUnderWay(provider.profile().id(), authId)
                                        .map(ending -> !ending))))
                        .map(Optional::of).defaultIfEmpty(Optional.empty()))
                .flatMap(authId -> provider.protocol().prepare(provider.profile(),
                        new Preparation(caller.email(), authId.orElse(null))))
                .flatMap(outcome -> switch (outcome) {
                    case ProviderOutcome.Succeeded<PreparedPage>(PreparedPage page) -> Mono.just(Optional.of(page));
                    case ProviderOutcome.Failed<PreparedPage>(ProviderTrouble trouble) -> Mono.error(problem(trouble));
                });
    }

    private Mono<Void> requireNoPause(UUID facilityId, Provider provider) {
        return history.latest(facilityId, provider.profile().id())
                .flatMap(latest -> Mono.justOrEmpty(LoginPause.until(latest, clock.instant())))
                .flatMap(until -> Mono.error(new ProblemException(AuthorizationProblem.WAIT_BEFORE_RETRY,
                        provider.profile().name() + " refused the login " + LoginPause.REFUSALS + " times in a row.")
                        .retryAfter(left(until))));
    }

    private ProblemException problem(ProviderTrouble trouble) {
        Instant wish = trouble.wish();
        return trouble.owner() == Owner.OPERATOR
                ? new ProblemException(AuthorizationProblem.PROVIDER_MISCONFIGURED,
                        "The provider makes no form for us.")
                        .retryAfter(LATER)
                : new ProblemException(AuthorizationProblem.PROVIDER_UNAVAILABLE,
                        "The provider makes no form at the moment.").retryAfter(wish == null ? SOON : left(wish));
    }

    private Duration left(Instant until) {
        return Duration.between(clock.instant(), until);
    }
}
