// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.facility;

import java.util.UUID;

import org.springframework.stereotype.Component;

import com.dcarbon.authorization.AuthorizationProblem;
import com.dcarbon.platform.facility.FacilityStandings;
import com.dcarbon.platform.facility.Standing;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/** Who may authorize a facility. */
@Component
public class FacilityRights {
    private final FacilityStandings standings;

    FacilityRights(FacilityStandings standings) {
        this.standings = standings;
    }

    /**
     * Completes if the caller may authorize the facility.
     *
     * @return fails with {@code not_found} for who may not see it, {@code operator_must_authorize} for the owner who
     *     left that to an operator, {@code forbidden} for others who see it
     */
    public Mono<Void> requireAuthorizer(Caller caller, UUID facilityId) {
        return standings.of(caller, facilityId).flatMap(FacilityRights::requireAuthorizer);
    }

    private static Mono<Void> requireAuthorizer(Standing standing) {
        return switch (standing) {
            case AUTHORIZER -> Mono.empty();
            case WATCHER -> Mono.error(new ProblemException(AuthorizationProblem.OPERATOR_MUST_AUTHORIZE,
                    "As the owner you may watch and revoke; authorizing is the operator's part."));
            case VIEWER -> Mono.error(new ProblemException(CommonProblem.FORBIDDEN,
                    "You may see this facility, but not authorize it."));
            case STRANGER -> Mono.error(ProblemException.notFound("The facility"));
        };
    }

    /**
     * Whether a person who began as an authorizer still is one. While nothing is known of the facility, what
     * facility-service said at the beginning holds.
     */
    public Mono<Boolean> isStillAuthorizer(String userId, UUID facilityId) {
        return standings.known(userId, facilityId)
                .map(standing -> standing == Standing.AUTHORIZER)
                .defaultIfEmpty(true);
    }
}
