// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.facility;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.facility.Person;

/**
 * A facility as far as one must know it to write to its people.
 *
 * @param operator the accepted operator, or null
 * @param unconfirmedId the user whom the owner has yet to confirm as operator, or null
 * @param invitation the invitation that waits for an answer, or null
 */
public record KnownFacility(UUID id, String name, OwnerRole ownerRole, Person owner, @Nullable Person operator,
        @Nullable String unconfirmedId, FacilitySnapshot.@Nullable Invitation invitation, boolean discarded) {

    /** What an event tells of it. */
    public static KnownFacility of(FacilitySnapshot snapshot) {
        FacilitySnapshot.Operator operator = snapshot.operator();
        Person accepted = operator != null && operator.status() == OperatorStatus.ACCEPTED ? operator.person() : null;
        String unconfirmed = operator != null && operator.status() == OperatorStatus.UNCONFIRMED
                ? operator.person().userId()
                : null;
        return new KnownFacility(snapshot.facilityId(), snapshot.name(), snapshot.ownerRole(), snapshot.owner(),
                accepted, unconfirmed, operator == null ? null : operator.invitation(), snapshot.discarded());
    }

    /** Whom its news concern: the owner and the accepted operator, a person in both roles once. */
    public List<Person> people() {
        List<Person> people = new ArrayList<>(List.of(owner));
        if (operator != null && (operator.userId() == null || !operator.userId().equals(owner.userId()))) {
            people.add(operator);
        }
        return people;
    }

    /** Who may authorize its utility; empty while that would be an operator and there is none. */
    public Optional<Person> authorizer() {
        return Optional.ofNullable(ownerRole == OwnerRole.OWNER ? operator : owner);
    }

    /** Whether that invitation still waits for an answer, so that its link may go out. */
    public boolean awaits(UUID invitationId) {
        return !discarded && invitation != null && Objects.equals(invitation.id(), invitationId);
    }
}
