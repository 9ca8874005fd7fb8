// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import java.time.Clock;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.events.facility.Person;
import com.dcarbon.facility.catalogue.UtilityCatalogue;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.facility.rules.FacilityPatch;
import com.dcarbon.platform.database.EntityVersion;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The owner edits a facility; whoever started from an older version is told so instead of overwriting. */
@Component
class EditingFacility {
    private final Facilities facilities;
    private final UtilityCatalogue utilities;
    private final FacilityPublication publication;
    private final TransactionalOperator tx;
    private final Clock clock;

    EditingFacility(Facilities facilities, UtilityCatalogue utilities, FacilityPublication publication,
            TransactionalOperator tx, Clock clock) {
        this.facilities = facilities;
        this.utilities = utilities;
        this.publication = publication;
        this.tx = tx;
        this.clock = clock;
    }

    Mono<Facility> edit(Caller caller, UUID id, @Nullable String ifMatch, JsonNode patch) {
        return facilities.lock(id)
                .transform(Access.ownerOf(caller))
                .flatMap(facility -> {
                    if (EntityVersion.required(ifMatch) != facility.editVersion()) {
                        return Mono.error(EntityVersion.stale());
                    }
                    Facility edited = new FacilityPatch(patch, utilities::knows).applyTo(facility,
                            editor(caller, facility.owner()), clock.instant());
                    return edited == facility ? Mono.just(facility) : save(caller, edited, patch);
                })
                .as(tx::transactional);
    }

    private Mono<Facility> save(Caller caller, Facility edited, JsonNode patch) {
        return facilities.replace(edited)
                .then(publication.edited(edited, caller, patch.propertyNames()))
                .thenReturn(edited);
    }

    /** A token need not tell everything about its person; what it does not tell stays as it was. */
    private static Person editor(Caller caller, Person known) {
        String name = caller.name();
        String email = caller.email();
        return new Person(Objects.requireNonNull(known.userId()), name == null ? known.name() : name,
                email == null ? known.email() : email);
    }
}
