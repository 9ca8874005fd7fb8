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

    private FacilityProblem() {}
}
