// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import java.time.Clock;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.facility.FacilityProblem;
import com.dcarbon.facility.registry.Access;
import com.dcarbon.facility.registry.Facilities;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.facility.rules.Operator;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/** The owner says that who took the invitation is the right person, though the address is another. */
@Component
class ConfirmingOperator {
    private final Facilities facilities;
    private final Operators operators;
    private final OperatorPublication publication;
    private final TransactionalOperator tx;
    private final Clock clock;

    ConfirmingOperator(Facilities facilities, Operators operators, OperatorPublication publication,
            TransactionalOperator tx, Clock clock) {
        this.facilities = facilities;
        this.operators = operators;
        this.publication = publication;
        this.tx = tx;
        this.clock = clock;
    }

    /** @param userId whom the owner means; null for whoever it is */
    Mono<Facility> confirm(Caller caller, UUID id, @Nullable String userId) {
        return facilities.lock(id)
                .transform(Access.ownerOf(caller))
                .flatMap(facility -> {
                    Operator operator = facility.operator();
                    if (operator == null || (userId != null && !operator.isTakenBy(userId))) {
                        return Mono.error(nobody());
                    }
                    return operator.isAccepted() ? Mono.just(facility) : confirm(facility, operator, caller);
                })
                .as(tx::transactional);
    }

    private Mono<Facility> confirm(Facility facility, Operator operator, Caller caller) {
        if (!operator.isUnconfirmed()) {
            return Mono.error(nobody());
        }
        Operator confirmed = operator.confirmed();
        Facility next = facility.operatedBy(confirmed, clock.instant());
        return facilities.replace(next)
                .then(operators.become(facility.id(), confirmed.status()))
                .then(publication.assigned(next, confirmed, caller))
                .thenReturn(next);
    }

    private static ProblemException nobody() {
        return new ProblemException(FacilityProblem.NOTHING_TO_CONFIRM,
                "Nobody, or somebody else, has taken the invitation.");
    }
}
