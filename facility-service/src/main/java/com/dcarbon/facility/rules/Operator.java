// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.FacilitySnapshot.Invitation;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.Person;

/**
 * Who was invited to operate a facility, and who took the invitation.
 *
 * @param email where the invitation was sent
 * @param taker null while nobody took it
 * @param invitation the one that waits for an answer; null once it was taken
 */
public record Operator(String email, OperatorStatus status, @Nullable Taker taker, @Nullable Invitation invitation) {

    public static Operator invited(String email, Invitation invitation) {
        return new Operator(email, OperatorStatus.INVITED, null, invitation);
    }

    /** Accepted at once if the identity provider vouches for the invited address, else for the owner to decide. */
    public Operator takenBy(Taker person) {
        OperatorStatus next = person.isAt(email) ? OperatorStatus.ACCEPTED : OperatorStatus.UNCONFIRMED;
        return new Operator(email, next, person, null);
    }

    /** The owner knows who took it. */
    public Operator confirmed() {
        return new Operator(email, OperatorStatus.ACCEPTED, taker, invitation);
    }

    /** The mail server would not take the mail; the link in it would still serve. */
    public Operator undeliverable() {
        return new Operator(email, OperatorStatus.UNDELIVERABLE, taker, invitation);
    }

    public boolean isAccepted() {
        return status == OperatorStatus.ACCEPTED;
    }

    /** Whether it is up to the owner to say that it is the right person. */
    public boolean isUnconfirmed() {
        return status == OperatorStatus.UNCONFIRMED;
    }

    public boolean isTakenBy(String userId) {
        return taker != null && taker.userId().equals(userId);
    }

    /** Whether that very address has a link that serves. */
    public boolean isInvitedAt(String address, Instant now) {
        return status == OperatorStatus.INVITED && email.equals(address) && waits(now);
    }

    /** Whether it is that invitation that waits, and as far as is known its mail went out. */
    public boolean isInvitedBy(UUID invitationId) {
        return status == OperatorStatus.INVITED && invitation != null && invitation.id().equals(invitationId);
    }

    /** Whether there is a link that serves. */
    public boolean waits(Instant now) {
        return invitation != null && invitation.expiresAt().isAfter(now);
    }

    /** What the other services are told: the address is one that is known to be the person's. */
    public FacilitySnapshot.Operator snapshot() {
        return new FacilitySnapshot.Operator(person(), status, invitation);
    }

    private Person person() {
        if (taker == null) {
            return new Person(null, null, email);
        }
        String proven = taker.verifiedEmail();
        return new Person(taker.userId(), taker.name(), proven == null && isAccepted() ? email : proven);
    }
}
