// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.time.Clock;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.authorization.AuthorizationProblem;
import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.authorization.failure.FailureCatalogue;
import com.dcarbon.authorization.failure.FailureCode;
import com.dcarbon.authorization.lifecycle.SettlingAttempt;
import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.platform.database.OutlastingOutage;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;
import com.dcarbon.platform.work.LostLeases;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/**
 * The utility no longer accepts the tokens. Whether the authorization was revoked there, its own record says; if that
 * cannot be read, only the customer can help.
 */
@Component
class EndingTokens {
    private final TokenLeases leases;
    private final AskingUtility utility;
    private final SettlingAttempt settling;
    private final FailureCatalogue failures;
    private final OutlastingOutage outlasting;
    private final LostLeases lost;
    private final TransactionalOperator tx;
    private final Clock clock;

    EndingTokens(TokenLeases leases, AskingUtility utility, SettlingAttempt settling, FailureCatalogue failures,
            OutlastingOutage outlasting, MeterRegistry metrics, TransactionalOperator tx, Clock clock) {
        this.leases = leases;
        this.utility = utility;
        this.settling = settling;
        this.failures = failures;
        this.outlasting = outlasting;
        this.lost = new LostLeases(metrics, "token");
        this.tx = tx;
        this.clock = clock;
    }

    /**
     * Fails with {@code authorization_not_active}; completes if another one has the refresh, and then changes nothing.
     *
     * @param refusal how the utility refused the tokens, or null if there is nothing to show it
     */
    Mono<Void> end(Authorization authorization, LeasedTokens leased, @Nullable ProviderTrouble refusal) {
        return utility.recordOf(authorization, leased.tokens())
                .map(record -> why(authorization, record, refusal))
                .flatMap(why -> outlasting.until(leased.until(), settle(authorization, leased, why)))
                .then(Mono.<Void>error(() -> new ProblemException(AuthorizationProblem.AUTHORIZATION_NOT_ACTIVE,
                        "The utility no longer accepts the authorization.")))
                .onErrorResume(LeaseLostException.class, _ -> {
                    lost.count(authorization.id());
                    return Mono.empty();
                });
    }

    private Failure why(Authorization authorization, ProviderOutcome<?> record, @Nullable ProviderTrouble refusal) {
        String utilityName = authorization.utility().name();
        if (authorization.hasExpired(clock.instant())) {
            return failures.of(FailureCode.EXPIRED, utilityName).calledByProvider(said(refusal));
        }
        return record instanceof ProviderOutcome.Failed<?>(ProviderTrouble.Revoked ended)
                ? failures.of(FailureCode.REVOKED_BY_CUSTOMER, utilityName).calledByProvider(said(ended))
                : failures.of(FailureCode.REAUTHORIZATION_REQUIRED, utilityName).calledByProvider(said(refusal));
    }

    private static @Nullable String said(@Nullable ProviderTrouble trouble) {
        return trouble == null ? null : Failure.said(trouble);
    }

    private Mono<Boolean> settle(Authorization authorization, LeasedTokens leased, Failure why) {
        return leases.destroy(leased)
                .filter(destroyed -> destroyed)
                .switchIfEmpty(Mono.error(LeaseLostException::new))
                .flatMap(destroyed -> ended(authorization, why).thenReturn(destroyed))
                .as(tx::transactional);
    }

    private Mono<Void> ended(Authorization authorization, Failure why) {
        return why.code().equals(FailureCode.REVOKED_BY_CUSTOMER.wire())
                ? settling.revoke(authorization, why).then()
                : settling.requireReauthorization(authorization.id(), why);
    }

    /** Rolls the transaction back. */
    private static final class LeaseLostException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
