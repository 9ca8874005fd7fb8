// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.authorization.failure.FailureCatalogue;
import com.dcarbon.authorization.failure.FailureCode;
import com.dcarbon.authorization.lifecycle.Authorizations;
import com.dcarbon.authorization.lifecycle.KeepingAuthorization;
import com.dcarbon.authorization.lifecycle.SettlingAttempt;
import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.authorization.token.UtilitysRecord.Seen;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.platform.providers.ProviderOutcome;
import com.dcarbon.platform.providers.ProviderTrouble;

import reactor.core.publisher.Mono;

/**
 * Looks at the utility whether an authorization still stands and until when, and records it here if it has been revoked
 * there or is over.
 */
@Component
public class ReadingBack {
    private final Authorizations authorizations;
    private final Tokens tokens;
    private final AskingUtility utility;
    private final SettlingAttempt settling;
    private final KeepingAuthorization keeping;
    private final FailureCatalogue failures;
    private final TransactionalOperator tx;
    private final Clock clock;

    ReadingBack(Authorizations authorizations, Tokens tokens, AskingUtility utility, SettlingAttempt settling,
            KeepingAuthorization keeping, FailureCatalogue failures, TransactionalOperator tx, Clock clock) {
        this.authorizations = authorizations;
        this.tokens = tokens;
        this.utility = utility;
        this.settling = settling;
        this.keeping = keeping;
        this.failures = failures;
        this.tx = tx;
        this.clock = clock;
    }

    /** Empty when the truth is known and recorded; else why it could not be read. */
    public Mono<ProviderTrouble> readBack(UUID authorizationId) {
        return authorizations.find(authorizationId)
                .filter(authorization -> authorization.status() == AuthStatus.AUTHORIZED)
                .flatMap(authorization -> tokens.find(authorizationId)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(stored -> utility.recordOf(authorization, stored.orElse(null)))
                        .flatMap(answer -> settle(authorization, answer)));
    }

    private Mono<ProviderTrouble> settle(Authorization seen, ProviderOutcome<Seen> answer) {
        boolean wasToEnd = seen.hasExpired(clock.instant());
        return switch (answer) {
            case ProviderOutcome.Succeeded<Seen>(Seen record) -> stands(seen, record);
            case ProviderOutcome.Failed<Seen>(ProviderTrouble.Revoked ended) when !wasToEnd ->
                revoke(seen, ended);
            case ProviderOutcome.Failed<Seen>(ProviderTrouble.Revoked _) -> expire(seen);
            // Nobody can tell any more; what was told last holds.
            case ProviderOutcome.Failed<Seen>(ProviderTrouble.Gone _) when wasToEnd -> expire(seen);
            case ProviderOutcome.Failed<Seen>(ProviderTrouble trouble) -> Mono.just(trouble);
        };
    }

    private Mono<ProviderTrouble> stands(Authorization seen, Seen record) {
        return switch (record.standing()) {
            case ACTIVE, DENIED -> active(seen, record);
            case EXPIRED -> expire(seen);
            case LOGIN_REFUSED ->
                end(seen, settling.requireReauthorization(seen, why(FailureCode.BAD_CREDENTIALS, seen)));
        };
    }

    /** A record that stands beyond the end that it named once, and names none any more, has none that we know. */
    private Mono<ProviderTrouble> active(Authorization seen, Seen record) {
        Instant now = clock.instant();
        Instant end = record.tellsEnd() ? record.endsAt() : seen.hasExpired(now) ? null : seen.expiresAt();
        if (end != null && !now.isBefore(end)) {
            return expire(seen);
        }
        return Objects.equals(end, seen.expiresAt())
                ? Mono.empty()
                : keeping.endsAt(seen, end).as(tx::transactional).then(Mono.empty());
    }

    /**
     * A refresh that runs beside it finds its tokens gone and changes nothing. The tokens come before the record, as
     * wherever an authorization ends, so that no two of these wait for each other.
     */
    private Mono<ProviderTrouble> revoke(Authorization seen, ProviderTrouble.Revoked ended) {
        return end(seen, settling.revoke(seen,
                why(FailureCode.REVOKED_BY_CUSTOMER, seen).calledByProvider(Failure.said(ended))));
    }

    private Mono<ProviderTrouble> expire(Authorization seen) {
        return end(seen, settling.requireReauthorization(seen, why(FailureCode.EXPIRED, seen)));
    }

    /** Nothing ends, and it has to be read again, if the record has changed since it was seen and still stands. */
    private Mono<ProviderTrouble> end(Authorization seen, Mono<Authorization> settled) {
        return tokens.hold(seen.id())
                .then(settled)
                .flatMap(ended -> tokens.destroy(ended.id()).thenReturn(true))
                .as(tx::transactional)
                .defaultIfEmpty(false)
                .filter(done -> !done)
                .flatMap(_ -> authorizations.find(seen.id()))
                .filter(now -> now.status() == AuthStatus.AUTHORIZED)
                .map(_ -> new ProviderTrouble.Unavailable("the record changed meanwhile", null));
    }

    private Failure why(FailureCode code, Authorization seen) {
        return failures.of(code, seen.utility().name());
    }
}
