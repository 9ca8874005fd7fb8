// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.facility;

import java.util.UUID;

import org.springframework.stereotype.Component;

import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/** Decides who may see a facility's data; to everybody else it does not exist. */
@Component
public class FacilityAccess {
    private final Facilities facilities;
    private final FacilityService service;

    FacilityAccess(Facilities facilities, FacilityService service) {
        this.facilities = facilities;
        this.service = service;
    }

    private record Rights(boolean see, boolean synchronise) {}

    /**
     * Completes if the caller may see the facility's data.
     *
     * @throws ProblemException {@code not_found} about that thing otherwise
     */
    public Mono<Void> requireView(UUID facilityId, Caller caller, String thing) {
        return rights(facilityId, caller).filter(Rights::see)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound(thing)))
                .then();
    }

    /**
     * Completes if the caller may start a synchronisation of the facility.
     *
     * @throws ProblemException {@code not_found} if the caller may not even see it, else {@code forbidden}
     */
    public Mono<Void> requireSynchronise(UUID facilityId, Caller caller, String thing) {
        return rights(facilityId, caller).filter(Rights::see)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound(thing)))
                .filter(Rights::synchronise)
                .switchIfEmpty(Mono.error(() -> new ProblemException(CommonProblem.FORBIDDEN,
                        "Only whoever may authorize the utility may start a synchronisation.")))
                .then();
    }

    private Mono<Rights> rights(UUID facilityId, Caller caller) {
        return facilities.find(facilityId)
                .map(relation -> new Rights(relation.maySee(caller), relation.maySynchronise(caller)))
                .switchIfEmpty(Mono.defer(() -> service.permissions(facilityId)
                        .map(permissions -> new Rights(permissions.viewData(),
                                permissions.viewData() && (permissions.authorize() || caller.isAdmin())))));
    }
}
