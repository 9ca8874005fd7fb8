// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.operator;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.events.facility.FacilitySnapshot.Invitation;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.facility.FacilityProblem;
import com.dcarbon.facility.registry.Access;
import com.dcarbon.facility.registry.Facilities;
import com.dcarbon.facility.rules.EmailAddress;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.facility.rules.Operator;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.invitation.InvitationTokens;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/**
 * The owner invites an operator: each time with a new link, so that every older one is dead. Who took an invitation and
 * is not confirmed yet loses it by the next; an accepted operator has to be withdrawn first.
 */
@Component
class InvitingOperator {
    private final Facilities facilities;
    private final Operators operators;
    private final InvitationMails mails;
    private final OperatorPublication publication;
    private final InvitationTokens tokens;
    private final InvitationSettings settings;
    private final TransactionalOperator tx;
    private final Clock clock;

    InvitingOperator(Facilities facilities, Operators operators, InvitationMails mails,
            OperatorPublication publication, InvitationTokens tokens, InvitationSettings settings,
            TransactionalOperator tx, Clock clock) {
        this.facilities = facilities;
        this.operators = operators;
        this.mails = mails;
        this.publication = publication;
        this.tokens = tokens;
        this.settings = settings;
        this.tx = tx;
        this.clock = clock;
    }

    /** Invites that address; changes nothing if it has a link that serves already. */
    Mono<Facility> invite(Caller caller, UUID id, String address) {
        return facilities.lock(id)
                .transform(Access.ownerOf(caller))
                .flatMap(facility -> {
                    check(facility, address, caller);
                    Operator current = facility.operator();
                    return current != null && current.isInvitedAt(address, clock.instant())
                            ? Mono.just(facility)
                            : send(facility, address, caller);
                })
                .as(tx::transactional);
    }

    /**
     * Sends a fresh link, whether or not the older one would serve still.
     *
     * @param address a new address, or null for the same
     */
    Mono<Facility> resend(Caller caller, UUID id, @Nullable String address) {
        return facilities.lock(id)
                .transform(Access.ownerOf(caller))
                .flatMap(facility -> {
                    Operator current = facility.operator();
                    if (current == null) {
                        return Mono.error(new ProblemException(FacilityProblem.NO_INVITATION,
                                "There is no invitation that could be sent again."));
                    }
                    String wanted = address == null ? current.email() : address;
                    check(facility, wanted, caller);
                    return send(facility, wanted, caller);
                })
                .as(tx::transactional);
    }

    private Mono<Facility> send(Facility facility, String address, Caller caller) {
        Instant now = clock.instant();
        var invitation = new Invitation(Ids.next(), tokens.currentKey(), now.plus(settings.lifetime()));
        Operator invited = Operator.invited(address, invitation);
        Facility next = facility.operatedBy(invited, now);
        String hash = InvitationTokens.hash(tokens.token(invitation.id(), invitation.keyId()));
        return mails.count(facility, invitation.id())
                .then(facilities.replace(next))
                .then(operators.invite(facility.id(), invited, hash))
                .then(publication.invited(next, invited, facility.operator(), caller))
                .thenReturn(next);
    }

    private static void check(Facility facility, String address, Caller caller) {
        if (facility.ownerRole() != OwnerRole.OWNER) {
            throw new ProblemException(FacilityProblem.NO_OPERATOR_NEEDED,
                    "You authorize this facility yourself; it has no other operator.");
        }
        if (!EmailAddress.isValid(address)) {
            throw ProblemException.invalidField("email", "must be one e-mail address, for example pat@example.com");
        }
        if (EmailAddress.same(address, caller.email()) || EmailAddress.same(address, facility.owner().email())) {
            throw ProblemException.invalidField("email", "is your own; an operator is somebody else");
        }
        Operator current = facility.operator();
        if (current != null && current.isAccepted()) {
            throw new ProblemException(FacilityProblem.OPERATOR_ACCEPTED,
                    "This facility has an operator who has accepted.");
        }
    }
}
