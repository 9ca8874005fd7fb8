// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.stereotype.Component;

import com.dcarbon.authorization.lifecycle.Authorizations;
import com.dcarbon.platform.problem.ProblemException;

import reactor.core.publisher.Mono;

/** Rotates tokens by the refresh grant (RFC 6749, section 6), whether or not anybody asks for them. */
@Component
public class RotatingTokens {
    private final TokenLeases leases;
    private final Authorizations authorizations;
    private final RefreshingTokens refreshing;
    private final Duration leaseTime;
    private final Clock clock;

    RotatingTokens(TokenLeases leases, Authorizations authorizations, RefreshingTokens refreshing,
            TokenSettings settings, Clock clock) {
        this.leases = leases;
        this.authorizations = authorizations;
        this.refreshing = refreshing;
        this.leaseTime = settings.exchangeLimit();
        this.clock = clock;
    }

    /** Our own name of what is paced and paused per provider. */
    public static String account(String providerId) {
        return "rotation:" + providerId;
    }

    /** Rotates one pair of the provider's that is due; whether there was one. One that does not work has that in its row. */
    public Mono<Boolean> rotateNext(String providerId) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            return leases.leaseDue(providerId, now, now.plus(leaseTime));
        }).flatMap(leased -> authorizations.find(leased.tokens().authorizationId())
                .flatMap(authorization -> refreshing.refresh(authorization, leased))
                .onErrorResume(ProblemException.class, _ -> Mono.empty())
                .thenReturn(true))
                .defaultIfEmpty(false);
    }
}
