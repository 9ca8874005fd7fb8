// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.facility;

import java.util.ArrayList;
import java.util.List;
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
 */
public record KnownFacility(UUID id, String name, OwnerRole ownerRole, Person owner, @Nullable Person operator,
        boolean discarded) {

    static KnownFacility of(FacilitySnapshot snapshot) {
        FacilitySnapshot.Operator operator = snapshot.operator();
        Person accepted = operator != null && operator.status() == OperatorStatus.ACCEPTED ? operator.person() : null;
        return new KnownFacility(snapshot.facilityId(), snapshot.name(), snapshot.ownerRole(), snapshot.owner(),
                accepted, snapshot.discarded());
    }

    /** Whom its news concern: the owner and the accepted operator, a person in both roles once. */
    public List<Person> people() {
        List<Person> people = new ArrayList<>(List.of(owner));
        if (operator != null && (operator.userId() == null || !operator.userId().equals(owner.userId()))) {
            people.add(operator);
        }
        return people;
    }
}
