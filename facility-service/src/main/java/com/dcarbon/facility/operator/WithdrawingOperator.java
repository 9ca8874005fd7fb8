// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import java.time.Clock;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.facility.registry.Access;
import com.dcarbon.facility.registry.Facilities;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.facility.rules.Operator;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/** The owner takes an invitation back, or ends an operator's part; where there is none, nothing happens. */
@Component
class WithdrawingOperator {
    private final Facilities facilities;
    private final Operators operators;
    private final OperatorPublication publication;
    private final TransactionalOperator tx;
    private final Clock clock;

    WithdrawingOperator(Facilities facilities, Operators operators, OperatorPublication publication,
            TransactionalOperator tx, Clock clock) {
        this.facilities = facilities;
        this.operators = operators;
        this.publication = publication;
        this.tx = tx;
        this.clock = clock;
    }

    Mono<Void> withdraw(Caller caller, UUID id) {
        return facilities.lock(id)
                .transform(Access.ownerOf(caller))
                .flatMap(facility -> {
                    Operator former = facility.operator();
                    return former == null ? Mono.<Void>empty() : end(facility, former, caller);
                })
                .as(tx::transactional);
    }

    private Mono<Void> end(Facility facility, Operator former, Caller caller) {
        Facility next = facility.operatedBy(null, clock.instant());
        return facilities.replace(next)
                .then(operators.remove(facility.id()))
                .then(publication.withdrawn(next, former, caller));
    }
}
