// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.retry;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.AuthorizationProblem;
import com.dcarbon.authorization.facility.FacilityRights;
import com.dcarbon.authorization.record.AuthorizationItem;
import com.dcarbon.authorization.record.Records;
import com.dcarbon.authorization.session.ConsentCalls;
import com.dcarbon.authorization.session.StartRequest;
import com.dcarbon.events.authorization.AuthStatus;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/** Tries an authorization again: who may authorize starts, an administrator asks for it. */
@Component
class RetryingAuthorization {
    private final Records records;
    private final FacilityRights rights;
    private final ConsentCalls consent;
    private final AskingPerson asking;

    RetryingAuthorization(Records records, FacilityRights rights, ConsentCalls consent, AskingPerson asking) {
        this.records = records;
        this.rights = rights;
        this.consent = consent;
        this.asking = asking;
    }

    /** @param key the caller's {@code Idempotency-Key}, or null */
    Mono<Retried> retry(UUID id, Caller caller, @Nullable String key) {
        return records.find(id, caller)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("The authorization")))
                .flatMap(item -> mayAuthorize(item, caller)
                        .flatMap(may -> may ? start(item, caller, key) : ask(item, caller)));
    }

    /** An administrator who may authorize the facility goes to the utility, as everybody who may. */
    private Mono<Boolean> mayAuthorize(AuthorizationItem item, Caller caller) {
        return rights.requireAuthorizer(caller, item.facility().id())
                .thenReturn(true)
                .onErrorResume(ProblemException.class,
                        refused -> caller.isAdmin() ? Mono.just(false) : Mono.error(refused));
    }

    private Mono<Retried> start(AuthorizationItem item, Caller caller, @Nullable String key) {
        if (item.status() == AuthStatus.REVOKED) {
            return Mono.error(new ProblemException(AuthorizationProblem.NOTHING_TO_RETRY,
                    "It was revoked; authorizing again makes a new one."));
        }
        var request = new StartRequest(item.facility().id(), item.utility().id(), null);
        return consent.start(caller, request, item.method(), key).map(Retried.Started::new);
    }

    private Mono<Retried> ask(AuthorizationItem item, Caller admin) {
        boolean over = item.status() == AuthStatus.FAILED || item.status() == AuthStatus.REAUTHORIZATION_REQUIRED;
        if (over && !item.offers("retry")) {
            return Mono.error(new ProblemException(AuthorizationProblem.NOTHING_TO_RETRY,
                    "The facility's registration was discarded."));
        }
        return asking.ask(item, admin)
                .then(Mono.defer(() -> records.find(item.id(), admin)))
                .map(Retried.Asked::new);
    }
}
