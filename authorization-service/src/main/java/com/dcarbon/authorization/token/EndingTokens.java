// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.authorization.AuthorizationProblem;
import com.dcarbon.authorization.failure.FailureCatalogue;
import com.dcarbon.authorization.failure.FailureCode;
import com.dcarbon.authorization.lifecycle.SettlingAttempt;
import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.platform.problem.ProblemException;

import reactor.core.publisher.Mono;

/** The utility no longer accepts the tokens: only the customer can renew them. */
@Component
class EndingTokens {
    private final Tokens tokens;
    private final SettlingAttempt settling;
    private final FailureCatalogue failures;
    private final TransactionalOperator tx;

    EndingTokens(Tokens tokens, SettlingAttempt settling, FailureCatalogue failures, TransactionalOperator tx) {
        this.tokens = tokens;
        this.settling = settling;
        this.failures = failures;
        this.tx = tx;
    }

    /** Fails with {@code authorization_not_active}; completes if newer tokens are there, and then changes nothing. */
    Mono<Void> end(Authorization authorization, StoredTokens stored) {
        var why = failures.of(FailureCode.REAUTHORIZATION_REQUIRED, authorization.utility().name());
        return settling.requireReauthorization(authorization.id(), why)
                .then(Mono.defer(() -> tokens.destroy(stored)))
                .filter(destroyed -> destroyed)
                .switchIfEmpty(Mono.error(NewerTokensException::new))
                .as(tx::transactional)
                .<Void>flatMap(_ -> Mono.error(new ProblemException(AuthorizationProblem.AUTHORIZATION_NOT_ACTIVE,
                        "The utility no longer accepts the authorization.")))
                .onErrorResume(NewerTokensException.class, _ -> Mono.empty());
    }

    /** Rolls the transaction back. */
    private static final class NewerTokensException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
