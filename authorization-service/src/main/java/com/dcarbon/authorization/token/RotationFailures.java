// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.authorization.failure.FailureCatalogue;
import com.dcarbon.authorization.failure.FailureCode;
import com.dcarbon.authorization.lifecycle.KeepingAuthorization;
import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.authorization.token.rules.RotationState;
import com.dcarbon.platform.providers.ProviderTrouble;
import com.dcarbon.platform.providers.ProviderTrouble.Owner;

import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/**
 * Counts rotations that did not work, and tells people when there were too many of them. The credentials that are there
 * serve on.
 */
@Component
public class RotationFailures {
    private static final Logger LOG = LoggerFactory.getLogger(RotationFailures.class);

    private final TokenLeases leases;
    private final KeepingAuthorization keeping;
    private final FailureCatalogue failures;
    private final RotationSchedule schedule;
    private final MeterRegistry metrics;
    private final TransactionalOperator tx;
    private final Clock clock;

    RotationFailures(TokenLeases leases, KeepingAuthorization keeping, FailureCatalogue failures,
            RotationSchedule schedule, MeterRegistry metrics, TransactionalOperator tx, Clock clock) {
        this.leases = leases;
        this.keeping = keeping;
        this.failures = failures;
        this.schedule = schedule;
        this.metrics = metrics;
        this.tx = tx;
        this.clock = clock;
    }

    /**
     * A refresh of a pair that was due did not work.
     *
     * @param postponed writes when it is made again; false if another one has the refresh by now
     */
    Mono<Boolean> count(Authorization authorization, LeasedTokens leased, ProviderTrouble trouble,
            Mono<Boolean> postponed) {
        RotationState before = leased.tokens().rotation();
        RotationState after = schedule.failed(before, trouble.wish(), clock.instant());
        return postponed
                .flatMap(held -> held
                        ? leases.countRotation(leased, after)
                                .filter(counted -> counted && !Objects.equals(before.toldAt(), after.toldAt()))
                                .flatMap(_ -> tell(authorization, trouble, after.attempts()))
                                .thenReturn(true)
                        : Mono.just(false))
                .as(tx::transactional)
                .doOnNext(_ -> note(authorization, trouble, after.attempts(), after.rotateAt()));
    }

    /** Tells the people of the authorization and administrators; in the transaction of whoever counts. */
    public Mono<Void> tell(Authorization authorization, ProviderTrouble trouble, int attempts) {
        FailureCode code = trouble.owner() == Owner.OPERATOR
                ? FailureCode.ROTATION_REFUSED
                : FailureCode.ROTATION_FAILED;
        Failure why = failures.of(code, authorization.utility().name()).calledByProvider(Failure.said(trouble));
        return keeping.rotationFailed(authorization.id(), why, attempts).then();
    }

    /** Counts one attempt that did not work, and says so in the log. */
    public void note(Authorization authorization, ProviderTrouble trouble, int attempts, Instant again) {
        metrics.counter("dcarbon.authorization.rotations", "provider", authorization.utility().id(), "outcome",
                "failed").increment();
        LOG.atWarn().addKeyValue("authorization_id", authorization.id())
                .addKeyValue("provider_id", authorization.utility().id())
                .addKeyValue("attempt", attempts)
                .addKeyValue("detail", trouble.detail())
                .addKeyValue("again", again)
                .log("credentials that are due for rotation were not rotated");
    }
}
