// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import java.time.Clock;

import org.springframework.stereotype.Component;

import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.facility.Person;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.facility.rules.OwnerRoleChoice;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/** A user begins a registration; others of the same user stay as they are. */
@Component
class RegisteringFacility {
    private final Facilities facilities;
    private final FacilityPublication publication;
    private final Clock clock;

    RegisteringFacility(Facilities facilities, FacilityPublication publication, Clock clock) {
        this.facilities = facilities;
        this.publication = publication;
        this.clock = clock;
    }

    /** To be run in a transaction. */
    Mono<Facility> register(Caller caller, NewFacility wanted) {
        OwnerRole role = OwnerRoleChoice.of(caller.roles(), wanted.ownerRole());
        Person owner = new Person(caller.userId(), caller.name(), caller.email());
        Facility facility = Facility.registered(Ids.next(), wanted.name(), role, owner, clock.instant());
        return facilities.add(facility).then(publication.registered(facility, caller)).thenReturn(facility);
    }
}
