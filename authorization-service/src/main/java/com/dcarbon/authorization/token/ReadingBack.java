// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.authorization.failure.FailureCatalogue;
import com.dcarbon.authorization.failure.FailureCode;
import com.dcarbon.authorization.lifecycle.Authorizations;
import com.dcarbon.authorization.lifecycle.SettlingAttempt;
import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.authorization.token.UtilitysRecord.Standing;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;

import reactor.core.publisher.Mono;

/** Looks at the utility whether an authorization still stands, and records it here if it has been revoked there. */
@Component
public class ReadingBack {
    private final Authorizations authorizations;
    private final Tokens tokens;
    private final AskingUtility utility;
    private final SettlingAttempt settling;
    private final FailureCatalogue failures;
    private final TransactionalOperator tx;

    ReadingBack(Authorizations authorizations, Tokens tokens, AskingUtility utility, SettlingAttempt settling,
            FailureCatalogue failures, TransactionalOperator tx) {
        this.authorizations = authorizations;
        this.tokens = tokens;
        this.utility = utility;
        this.settling = settling;
        this.failures = failures;
        this.tx = tx;
    }

    /** Empty when the truth is known and recorded; else why it could not be read. */
    public Mono<ProviderTrouble> readBack(UUID authorizationId) {
        return authorizations.find(authorizationId)
                .filter(authorization -> authorization.status() == AuthStatus.AUTHORIZED)
                .flatMap(authorization -> tokens.find(authorizationId)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(stored -> utility.standingOf(authorization, stored))
                        .flatMap(answer -> settle(authorization, answer)));
    }

    private Mono<ProviderTrouble> settle(Authorization seen, ProviderOutcome<Standing> answer) {
        return switch (answer) {
            case ProviderOutcome.Succeeded<Standing>(Standing standing) -> switch (standing) {
                case ACTIVE, DENIED -> Mono.empty();
                case EXPIRED -> requireReauthorization(seen, FailureCode.EXPIRED).then(Mono.empty());
                case LOGIN_REFUSED -> requireReauthorization(seen, FailureCode.BAD_CREDENTIALS).then(Mono.empty());
            };
            case ProviderOutcome.Failed<Standing>(ProviderTrouble.Revoked _) -> revoke(seen).then(Mono.empty());
            case ProviderOutcome.Failed<Standing>(ProviderTrouble trouble) -> Mono.just(trouble);
        };
    }

    private Mono<Void> requireReauthorization(Authorization seen, FailureCode code) {
        return tokens.hold(seen.id())
                .then(Mono.defer(() -> settling.requireReauthorization(seen.id(),
                        failures.of(code, seen.utility().name()))))
                .then(Mono.defer(() -> tokens.destroy(seen.id())))
                .as(tx::transactional);
    }

    /**
     * A refresh that runs beside it finds its tokens gone and changes nothing. The tokens come before the record, as
     * wherever an authorization ends, so that no two of these wait for each other.
     */
    private Mono<Void> revoke(Authorization seen) {
        return tokens.hold(seen.id())
                .then(Mono.defer(() -> settling.revoke(seen,
                        failures.of(FailureCode.REVOKED_BY_CUSTOMER, seen.utility().name()))))
                .flatMap(revoked -> tokens.destroy(revoked.id()))
                .as(tx::transactional);
    }
}
