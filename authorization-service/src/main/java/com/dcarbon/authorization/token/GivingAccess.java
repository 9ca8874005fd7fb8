// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.AuthorizationProblem;
import com.dcarbon.authorization.lifecycle.Authorizations;
import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.platform.problem.ProblemException;

import reactor.core.publisher.Mono;

/**
 * Gives a good access token: the stored one, or a refreshed one. However many ask at once, on however many replicas, one
 * refreshes and the others wait for what it stores.
 */
@Component
public class GivingAccess {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(150);
    private static final Duration SOON = Duration.ofSeconds(5);
    /** A refresh takes as long as the token endpoint may take, and the storing of its outcome. */
    private static final Duration SPARE = Duration.ofSeconds(10);

    private final Authorizations authorizations;
    private final Tokens tokens;
    private final TokenLeases leases;
    private final RefreshingTokens refreshing;
    private final Clock clock;
    private final Duration patience;
    private final Duration leaseTime;

    GivingAccess(Authorizations authorizations, Tokens tokens, TokenLeases leases, RefreshingTokens refreshing,
            Clock clock, TokenSettings settings) {
        this.authorizations = authorizations;
        this.tokens = tokens;
        this.leases = leases;
        this.refreshing = refreshing;
        this.clock = clock;
        this.patience = settings.tokenTimeout().plus(SPARE);
        this.leaseTime = settings.exchangeLimit();
    }

    /**
     * Access to the data of an authorization.
     *
     * @param refused the fingerprint (SHA-256, hex) of a token that the utility has refused: forces one refresh
     * @return fails with {@code not_found}, {@code authorization_not_active}, {@code provider_unavailable} or
     *     {@code provider_misconfigured}
     */
    public Mono<Access> give(UUID authorizationId, @Nullable String refused) {
        return Mono.defer(() -> attempt(authorizationId, refused))
                .repeatWhenEmpty(rounds -> rounds.delayElements(LOOK_AGAIN))
                .timeout(patience)
                .onErrorMap(TimeoutException.class, _ -> new ProblemException(AuthorizationProblem.PROVIDER_UNAVAILABLE,
                        "The refresh takes too long.").retryAfter(SOON));
    }

    /** Empty while another one refreshes. */
    private Mono<Access> attempt(UUID authorizationId, @Nullable String refused) {
        return authorizations.find(authorizationId)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("The authorization")))
                .flatMap(authorization -> authorization.utility().method() == AuthMethod.UTILITY_API
                        ? withoutToken(authorization)
                        : withToken(authorization, refused));
    }

    private Mono<Access> withToken(Authorization authorization, @Nullable String refused) {
        return active(authorization)
                .flatMap(stored -> stored.areFresh(refused, clock.instant())
                        ? Mono.just(access(authorization, stored))
                        : refreshed(authorization, stored, refused));
    }

    /** The platform's own token opens the data; one that is refused is no customer's matter. */
    private static Mono<Access> withoutToken(Authorization authorization) {
        return authorization.status() == AuthStatus.AUTHORIZED
                ? Mono.just(new Access(authorization.authId(), null, null, authorization.utility().id(),
                        authorization.facilityId(), null, null, null, null))
                : Mono.error(notActive(authorization));
    }

    private Mono<StoredTokens> active(Authorization authorization) {
        return Mono.just(authorization)
                .filter(record -> record.status() == AuthStatus.AUTHORIZED)
                .flatMap(record -> tokens.find(record.id()))
                .switchIfEmpty(Mono.error(() -> notActive(authorization)));
    }

    private static ProblemException notActive(Authorization authorization) {
        return new ProblemException(AuthorizationProblem.AUTHORIZATION_NOT_ACTIVE,
                "The authorization is " + authorization.status().wire() + ".");
    }

    /** A token near its end still serves while the utility cannot refresh it. */
    private Mono<Access> refreshed(Authorization authorization, StoredTokens stored, @Nullable String refused) {
        return refreshedAlone(authorization, stored)
                .onErrorResume(ProblemException.class,
                        problem -> problem.type().retryable() && stored.areUsable(refused, clock.instant())
                                ? Mono.just(access(authorization, stored))
                                : Mono.error(problem));
    }

    private Mono<Access> refreshedAlone(Authorization authorization, StoredTokens stored) {
        Instant now = clock.instant();
        Instant notBefore = stored.refreshNotBefore();
        if (notBefore != null && now.isBefore(notBefore)) {
            return Mono.error(new ProblemException(AuthorizationProblem.PROVIDER_UNAVAILABLE,
                    "The last refresh did not work.").retryAfter(Duration.between(now, notBefore)));
        }
        return leases.lease(stored, now, now.plus(leaseTime))
                // Cached, so that a caller who goes away does not interrupt it: a rotated token would be lost.
                .flatMap(leased -> refreshing.refresh(authorization, leased).cache()
                        .then(Mono.defer(() -> tokens.find(authorization.id()))))
                .map(fresh -> access(authorization, fresh));
    }

    private static Access access(Authorization authorization, StoredTokens stored) {
        return new Access(authorization.authId(), stored.tokens().accessToken(), stored.tokens().expiresAt(),
                authorization.utility().id(),
                authorization.facilityId(), stored.locations().resourceUri(),
                stored.locations().customerResourceUri(), stored.locations().authorizationUri(), stored.scope());
    }
}
