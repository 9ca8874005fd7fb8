// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.registry;

import java.util.function.Function;

import com.dcarbon.facility.FacilityProblem;
import com.dcarbon.facility.rules.Facility;
import com.dcarbon.facility.rules.Permission;
import com.dcarbon.facility.rules.Viewer;
import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/** Who gets through to a facility: for strangers it does not exist, for its people some acts are forbidden. */
public final class Access {

    private Access() {}

    static Viewer viewer(Facility facility, Caller caller) {
        return Viewer.of(facility, caller.userId(), caller.isAdmin());
    }

    /** Owner, accepted operator or administrator. */
    public static Function<Mono<Facility>, Mono<Facility>> viewerOf(Caller caller) {
        return found -> found.filter(facility -> viewer(facility, caller).maySee())
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("This facility")));
    }

    /** The owner himself; for others who may see the facility it is forbidden. */
    public static Function<Mono<Facility>, Mono<Facility>> ownerOf(Caller caller) {
        return found -> found.transform(viewerOf(caller))
                .filter(facility -> viewer(facility, caller).owner())
                .switchIfEmpty(Mono.error(() -> new ProblemException(CommonProblem.FORBIDDEN,
                        "Only the owner may change a facility's record.")));
    }

    /** The residential owner, the owner who is operator too, or the accepted operator. */
    public static Function<Mono<Facility>, Mono<Facility>> authorizerOf(Caller caller) {
        return found -> found.transform(viewerOf(caller)).map(facility -> {
            Viewer viewer = viewer(facility, caller);
            if (Permission.mayAuthorize(facility, viewer)) {
                return facility;
            }
            throw viewer.owner()
                    ? new ProblemException(FacilityProblem.OPERATOR_MUST_AUTHORIZE,
                            "As the owner you may watch and revoke; everything about authorizing is the operator's part.")
                    : new ProblemException(CommonProblem.FORBIDDEN,
                            "You may see this facility, but not decide about its utility.");
        });
    }
}
