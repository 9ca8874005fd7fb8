// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.facility.FacilityProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/** The owner throws an unfinished registration away; a finished one stays. */
@Component
class DiscardingRegistration {
    private final Facilities facilities;
    private final FacilityPublication publication;
    private final TransactionalOperator tx;

    DiscardingRegistration(Facilities facilities, FacilityPublication publication, TransactionalOperator tx) {
        this.facilities = facilities;
        this.publication = publication;
        this.tx = tx;
    }

    Mono<Void> discard(Caller caller, UUID id) {
        return facilities.lock(id)
                .transform(Access.ownerOf(caller))
                .flatMap(facility -> facility.isInProgress()
                        ? facilities.remove(id).then(publication.discarded(facility, caller))
                        : Mono.error(new ProblemException(FacilityProblem.REGISTRATION_COMPLETE,
                                "A facility whose registration is complete cannot be discarded.")))
                .as(tx::transactional);
    }
}
