// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import jakarta.validation.Validator;

import org.springframework.stereotype.Component;

import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.facility.Person;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.facility.rules.OwnerRoleChoice;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.InvalidField;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/** A user begins a registration; others of the same user stay as they are. */
@Component
class RegisteringFacility {
    private final Validator validator;
    private final Facilities facilities;
    private final FacilityPublication publication;
    private final Clock clock;

    RegisteringFacility(Validator validator, Facilities facilities, FacilityPublication publication, Clock clock) {
        this.validator = validator;
        this.facilities = facilities;
        this.publication = publication;
        this.clock = clock;
    }

    /** To be run in a transaction. */
    Mono<Facility> register(Caller caller, NewFacility wanted) {
        OwnerRole role = checked(caller, wanted);
        Person owner = new Person(caller.userId(), caller.name(), caller.email());
        Facility facility = Facility.registered(Ids.next(), wanted.name(), role, owner, clock.instant());
        return facilities.add(facility).then(publication.registered(facility, caller)).thenReturn(facility);
    }

    /** All that is wrong is told at once. */
    private OwnerRole checked(Caller caller, NewFacility wanted) {
        List<InvalidField> mistakes = new ArrayList<>();
        validator.validate(wanted)
                .forEach(mistake -> mistakes
                        .add(new InvalidField(mistake.getPropertyPath().toString(), mistake.getMessage())));
        try {
            OwnerRole role = OwnerRoleChoice.of(caller.roles(), wanted.ownerRole());
            if (mistakes.isEmpty()) {
                return role;
            }
        } catch (ProblemException refused) {
            if (refused.type() != CommonProblem.INVALID_REQUEST) {
                throw refused;
            }
            mistakes.addAll(refused.fields());
        }
        String names = String.join(", ", mistakes.stream().map(InvalidField::field).toList());
        throw new ProblemException(CommonProblem.INVALID_REQUEST, "Not valid: " + names + ".").withFields(mistakes);
    }
}
