// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.change;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

import com.dcarbon.events.facility.FacilitySnapshot.ProviderChange;
import com.dcarbon.facility.FacilityProblem;
import com.dcarbon.facility.catalogue.UtilityCatalogue;
import com.dcarbon.facility.registry.Access;
import com.dcarbon.facility.registry.Facilities;
import com.dcarbon.facility.registry.FacilityPublication;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.platform.ids.Ids;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/**
 * Whoever may authorize a facility chooses another utility for it. Only the wish is recorded and told; the former
 * authorization is ended by the service that has it.
 */
@Component
class ChangingProvider {
    private final Facilities facilities;
    private final UtilityCatalogue utilities;
    private final FacilityPublication publication;
    private final TransactionalOperator tx;
    private final Clock clock;

    ChangingProvider(Facilities facilities, UtilityCatalogue utilities, FacilityPublication publication,
            TransactionalOperator tx, Clock clock) {
        this.facilities = facilities;
        this.utilities = utilities;
        this.publication = publication;
        this.tx = tx;
        this.clock = clock;
    }

    /** The facility after the change: as it is if that utility is its own already. */
    Mono<Facility> change(Caller caller, UUID id, ProviderChoice choice) {
        return facilities.lock(id)
                .transform(Access.authorizerOf(caller))
                .flatMap(facility -> change(caller, facility, known(choice), choice.isConfirmed()))
                .as(tx::transactional);
    }

    private String known(ProviderChoice choice) {
        String provider = choice.providerId();
        if (provider == null || provider.isBlank()) {
            throw ProblemException.invalidField("provider_id", "is required");
        }
        if (!utilities.knows(provider)) {
            throw ProblemException.invalidField("provider_id",
                    "is not a utility that we know; GET /utilities lists them");
        }
        return provider;
    }

    private Mono<Facility> change(Caller caller, Facility facility, String provider, boolean confirmed) {
        if (facility.isInProgress()) {
            throw new ProblemException(FacilityProblem.REGISTRATION_IN_PROGRESS,
                    "While a facility is being registered its utility is simply chosen; there is none to change.");
        }
        if (provider.equals(facility.editable().utilityProviderId())) {
            return Mono.just(facility);
        }
        if (!confirmed) {
            throw Warning.before(facility, provider, utilities::nameOf);
        }
        Instant now = clock.instant();
        Facility changed = facility.changingProvider(new ProviderChange(Ids.next(), provider,
                facility.timeOfChange(now), caller.userId(), caller.name(), caller.ipAddress()), now);
        return facilities.replace(changed)
                .then(publication.providerChangeRequested(changed, caller,
                        Objects.requireNonNull(changed.providerChange())))
                .thenReturn(changed);
    }
}
