// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.lifecycle;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;

import com.dcarbon.authorization.AuthorizationProblem;
import com.dcarbon.authorization.failure.FailureCatalogue;
import com.dcarbon.authorization.failure.FailureCode;
import com.dcarbon.authorization.lifecycle.rules.Authorization;
import com.dcarbon.authorization.lifecycle.rules.StartDecision;
import com.dcarbon.authorization.lifecycle.rules.Starter;
import com.dcarbon.authorization.lifecycle.rules.Utility;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The record's part of a start, in the transaction of whoever starts. */
@Component
public class BeginningAttempt {
    private final Authorizations authorizations;
    private final Announcements announcements;
    private final FailureCatalogue failures;
    private final Clock clock;

    BeginningAttempt(Authorizations authorizations, Announcements announcements, FailureCatalogue failures,
            Clock clock) {
        this.authorizations = authorizations;
        this.announcements = announcements;
        this.failures = failures;
        this.clock = clock;
    }

    /**
     * The pending record: a new one, or the facility's own at that utility once more.
     *
     * @return fails with {@code already_authorized} or {@code use_provider_change}
     */
    public Mono<Authorization> begin(UUID facilityId, Utility utility, Caller caller) {
        return authorizations.lockAllOf(facilityId)
                .flatMap(records -> allowed(records, utility.id()))
                .flatMap(allowed -> abandon(allowed, caller)
                        .then(Mono.defer(() -> pending(allowed, facilityId, utility, caller))));
    }

    /**
     * Whether an attempt might begin now, and the record that it would use again; nothing is locked.
     *
     * @return fails as {@code begin} would
     */
    public Mono<Optional<Authorization>> look(UUID facilityId, String utilityId) {
        return authorizations.findAllOf(facilityId).collectList()
                .flatMap(records -> allowed(records, utilityId))
                .map(StartDecision.Allowed::again);
    }

    private static Mono<StartDecision.Allowed> allowed(List<Authorization> records, String utilityId) {
        return switch (StartDecision.of(records, utilityId)) {
            case StartDecision.Allowed allowed -> Mono.just(allowed);
            case StartDecision.AlreadyAuthorized _ -> Mono.error(new ProblemException(
                    AuthorizationProblem.ALREADY_AUTHORIZED, "The facility has an active authorization."));
            case StartDecision.AnotherUtilityIsLive other -> Mono.error(new ProblemException(
                    AuthorizationProblem.USE_PROVIDER_CHANGE,
                    "The facility's authorization at " + other.utilityName() + " has to end first."));
        };
    }

    private Mono<Void> abandon(StartDecision.Allowed allowed, Caller caller) {
        return Flux.fromIterable(allowed.abandoned())
                .map(record -> record.fail(failures.of(FailureCode.SUPERSEDED, record.utility().name())))
                .concatMap(authorizations::update)
                .concatMap(record -> announcements.failed(record, Actor.of(caller)))
                .then();
    }

    private Mono<Authorization> pending(StartDecision.Allowed allowed, UUID facilityId, Utility utility,
            Caller caller) {
        var starter = new Starter(caller.userId(), caller.name(), caller.email());
        return Mono.justOrEmpty(allowed.again())
                .map(record -> record.beginAgain(utility, starter, clock.instant()))
                .flatMap(authorizations::update)
                .switchIfEmpty(Mono.defer(() -> authorizations.insert(
                        Authorization.begin(Ids.next(), facilityId, utility, starter, clock.instant()))))
                .flatMap(record -> announcements.started(record, Actor.of(caller)).thenReturn(record));
    }
}
