// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.time.Clock;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.authorization.lifecycle.KeepingAuthorization;
import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.authorization.token.rules.TokenSet;
import com.dcarbon.events.authorization.AuthorizationTokenRotated.Means;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/**
 * Stores what a refresh brought, before anybody uses it. Where the pair was due for rotation, this is the rotation, whoever
 * asked for the refresh; where the utility has another id for the authorization now, the record takes it on.
 */
@Component
class RenewingTokens {
    private final TokenLeases leases;
    private final KeepingAuthorization keeping;
    private final Checks checks;
    private final RotationSchedule schedule;
    private final MeterRegistry metrics;
    private final TransactionalOperator tx;
    private final Clock clock;

    RenewingTokens(TokenLeases leases, KeepingAuthorization keeping, Checks checks, RotationSchedule schedule,
            MeterRegistry metrics, TransactionalOperator tx, Clock clock) {
        this.leases = leases;
        this.keeping = keeping;
        this.checks = checks;
        this.schedule = schedule;
        this.metrics = metrics;
        this.tx = tx;
        this.clock = clock;
    }

    /**
     * False if another one has the refresh by now.
     *
     * @param reusable whether the utility's refresh tokens stay good when they are used
     */
    Mono<Boolean> store(Authorization authorization, LeasedTokens leased, TokenSet fresh, boolean reusable) {
        var renewal = Renewal.of(leased.tokens(), fresh, reusable, schedule, clock.instant());
        boolean rotation = leased.tokens().rotation().isOwed(clock.instant());
        Optional<String> authId = fresh.addresses().authId(leased.tokens().locations(), authorization.authId());
        return rotation || authId.isPresent()
                ? storeAndTell(authorization, leased, renewal, rotation, authId)
                : leases.renew(leased, renewal);
    }

    private Mono<Boolean> storeAndTell(Authorization authorization, LeasedTokens leased, Renewal renewal,
            boolean rotation, Optional<String> authId) {
        return leases.renewOnce(leased, renewal)
                .flatMap(held -> held
                        ? tell(authorization, leased, rotation, authId).thenReturn(true)
                        : leases.areRenewed(leased))
                .as(tx::transactional)
                .doOnNext(held -> {
                    if (held && rotation) {
                        metrics.counter("dcarbon.authorization.rotations", "provider",
                                authorization.utility().id(), "outcome", "rotated").increment();
                    }
                });
    }

    private Mono<Void> tell(Authorization authorization, LeasedTokens leased, boolean rotation,
            Optional<String> authId) {
        if (!rotation) {
            return keeping.renamed(authorization.id(), authId.orElseThrow()).then();
        }
        Mono<Authorization> told = keeping.rotated(authorization.id(), authId.orElse(null), Means.REFRESH_GRANT);
        return leased.tokens().locations().authorizationUri() == null
                ? told.then()
                : told.then(checks.addLater(authorization.id()));
    }
}
