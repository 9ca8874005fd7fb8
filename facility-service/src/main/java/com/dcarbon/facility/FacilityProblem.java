// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility;

import static com.dcarbon.platform.problem.ProblemType.of;

import org.springframework.http.HttpStatus;

import com.dcarbon.platform.problem.ProblemType;

/** The problems that only this service knows. */
public final class FacilityProblem {
    public static final ProblemType USE_PROVIDER_CHANGE = of("use_provider_change", HttpStatus.CONFLICT,
            "The utility of a registered facility is changed in another way",
            "Use \"Change utility provider\": it ends the present authorization first.");
    public static final ProblemType REGISTRATION_COMPLETE = of("registration_complete", HttpStatus.CONFLICT,
            "The registration is complete", "Only an unfinished registration can be discarded or continued.");

    public static final ProblemType REGISTRATION_IN_PROGRESS = of("registration_in_progress", HttpStatus.CONFLICT,
            "The registration is not complete yet",
            "Choose the utility in the registration itself: PATCH the facility with utility_provider.");
    public static final ProblemType OPERATOR_MUST_AUTHORIZE = of("operator_must_authorize", HttpStatus.FORBIDDEN,
            "The operator authorizes this facility", "Ask the facility's operator to authorize, or invite one.");

    private FacilityProblem() {}
}
