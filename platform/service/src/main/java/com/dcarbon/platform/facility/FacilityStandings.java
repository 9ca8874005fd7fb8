// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.facility;

import java.util.UUID;

import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/** What people are to facilities; what follows for a call is each service's own decision. */
public class FacilityStandings {
    private final Facilities facilities;
    private final FacilityService facilityService;

    FacilityStandings(Facilities facilities, FacilityService facilityService) {
        this.facilities = facilities;
        this.facilityService = facilityService;
    }

    /**
     * The caller's standing. While no event has told of the facility, facility-service is asked; as it is for strangers,
     * so that who has just become one of its people need not wait for the event that tells of it.
     *
     * @return fails with {@code unavailable} if nothing is known of the facility and facility-service does not say
     */
    public Mono<Standing> of(Caller caller, UUID facilityId) {
        return facilities.find(facilityId)
                .map(facility -> facility.standingOf(caller))
                .flatMap(known -> known == Standing.STRANGER ? latestOfStranger(facilityId) : Mono.just(known))
                .switchIfEmpty(Mono.defer(() -> facilityService.standingOfCaller(facilityId)));
    }

    private Mono<Standing> latestOfStranger(UUID facilityId) {
        return facilityService.standingOfCaller(facilityId).onErrorReturn(Standing.STRANGER);
    }

    /** The standing of one of a facility's people; empty while no event has told of the facility. */
    public Mono<Standing> known(String userId, UUID facilityId) {
        return facilities.find(facilityId).map(facility -> facility.standingOf(userId));
    }

    /** The standing of one of a facility's people, as one of its events says. */
    public static Standing in(FacilitySnapshot facility, String userId) {
        return FacilityFacts.of(facility).standingOf(userId);
    }
}
