// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.facility;

import java.util.UUID;

import org.springframework.stereotype.Component;

import com.dcarbon.platform.facility.FacilityStandings;
import com.dcarbon.platform.facility.Standing;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/** Decides who may see a facility's data; to everybody else it does not exist. */
@Component
public class FacilityAccess {
    private final FacilityStandings standings;

    FacilityAccess(FacilityStandings standings) {
        this.standings = standings;
    }

    /**
     * Completes if the caller may see the facility's data.
     *
     * @return fails with {@code not_found} about that thing otherwise
     */
    public Mono<Void> requireView(UUID facilityId, Caller caller, String thing) {
        return standingOfViewer(facilityId, caller, thing).then();
    }

    /**
     * Completes if the caller may start a synchronisation of the facility.
     *
     * @return fails with {@code not_found} if the caller may not even see it, else {@code forbidden}
     */
    public Mono<Void> requireSynchronise(UUID facilityId, Caller caller, String thing) {
        return requireAuthorizer(facilityId, caller, thing,
                "Only whoever may authorize the utility may start a synchronisation.");
    }

    /**
     * Completes for whoever may authorize the facility's utility, and admins.
     *
     * @param refusal what is told to those who may see it but not do this
     * @return fails with {@code not_found} if the caller may not even see it, else {@code forbidden}
     */
    public Mono<Void> requireAuthorizer(UUID facilityId, Caller caller, String thing, String refusal) {
        return standingOfViewer(facilityId, caller, thing)
                .filter(standing -> standing == Standing.AUTHORIZER || caller.isAdmin())
                .switchIfEmpty(Mono.error(() -> new ProblemException(CommonProblem.FORBIDDEN, refusal)))
                .then();
    }

    /** Completes for admins; fails for others as {@link #requireAuthorizer} does. */
    public Mono<Void> requireAdmin(UUID facilityId, Caller caller, String thing, String refusal) {
        return standingOfViewer(facilityId, caller, thing)
                .filter(standing -> caller.isAdmin())
                .switchIfEmpty(Mono.error(() -> new ProblemException(CommonProblem.FORBIDDEN, refusal)))
                .then();
    }

    /**
     * Completes if the caller may authorize the facility's utility, and so bring its data otherwise too.
     *
     * @return fails with {@code not_found} if the caller may not even see it, else {@code forbidden}
     */
    public Mono<Void> requireAuthorize(UUID facilityId, Caller caller, String thing) {
        return standingOfViewer(facilityId, caller, thing)
                .filter(standing -> standing == Standing.AUTHORIZER)
                .switchIfEmpty(Mono.error(() -> new ProblemException(CommonProblem.FORBIDDEN,
                        "Only whoever may authorize the utility may bring a file of its data.")))
                .then();
    }

    private Mono<Standing> standingOfViewer(UUID facilityId, Caller caller, String thing) {
        return standings.of(caller, facilityId)
                .filter(standing -> standing != Standing.STRANGER)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound(thing)));
    }
}
