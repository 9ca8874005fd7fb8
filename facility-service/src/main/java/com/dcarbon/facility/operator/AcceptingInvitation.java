// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import java.time.Clock;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.facility.FacilityProblem;
import com.dcarbon.facility.operator.Operators.Link;
import com.dcarbon.facility.registry.Facilities;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.facility.rules.Operator;
import com.dcarbon.facility.rules.Taker;
import com.dcarbon.platform.invitation.InvitationTokens;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/**
 * Whoever is signed in takes the invitation behind a link, whatever roles they have: once. Who took it is told the same
 * again; for everybody else a link that was used is as unknown as one that never was.
 */
@Component
class AcceptingInvitation {
    private final Facilities facilities;
    private final Operators operators;
    private final OperatorPublication publication;
    private final TransactionalOperator tx;
    private final Clock clock;

    AcceptingInvitation(Facilities facilities, Operators operators, OperatorPublication publication,
            TransactionalOperator tx, Clock clock) {
        this.facilities = facilities;
        this.operators = operators;
        this.publication = publication;
        this.tx = tx;
        this.clock = clock;
    }

    /** The facility, with the caller as its operator, confirmed or not. */
    Mono<Facility> accept(Caller caller, String token) {
        String hash = InvitationTokens.hash(token);
        return operators.facilityReachedBy(hash)
                .flatMap(facilities::lock)
                .flatMap(facility -> operators.link(facility.id(), hash)
                        .flatMap(link -> follow(link, facility, caller)))
                .switchIfEmpty(Mono.error(AcceptingInvitation::unknown))
                .as(tx::transactional);
    }

    private Mono<Facility> follow(Link link, Facility facility, Caller caller) {
        Operator operator = facility.operator();
        if (operator == null) {
            return Mono.empty();
        }
        return switch (link) {
            case TAKEN -> operator.isTakenBy(caller.userId()) ? Mono.just(facility) : Mono.empty();
            case WAITING -> operator.waits(clock.instant()) ? take(facility, operator, caller) : Mono.empty();
        };
    }

    private Mono<Facility> take(Facility facility, Operator invited, Caller caller) {
        if (caller.userId().equals(facility.owner().userId())) {
            return Mono.error(new ProblemException(FacilityProblem.OWNER_CANNOT_OPERATE,
                    "You own this facility, so somebody else has to accept."));
        }
        var taker = new Taker(caller.userId(), caller.name(), caller.email(),
                caller.email() != null && caller.emailVerified());
        Operator operator = invited.takenBy(taker);
        Facility next = facility.operatedBy(operator, clock.instant());
        return facilities.replace(next)
                .then(operators.take(facility.id(), operator.status(), taker))
                .then(publication.assigned(next, operator, caller))
                .thenReturn(next);
    }

    /** One answer for every link that does not serve, whatever the reason. */
    static ProblemException unknown() {
        return new ProblemException(CommonProblem.NOT_FOUND,
                "This invitation is not known, or not valid any more. Ask the owner of the facility for a new one.");
    }
}
