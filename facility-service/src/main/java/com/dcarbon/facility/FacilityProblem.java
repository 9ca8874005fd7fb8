// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility;

import static com.dcarbon.platform.problem.ProblemType.of;
import static com.dcarbon.platform.problem.ProblemType.passing;

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
    public static final ProblemType NO_OPERATOR_NEEDED = of("no_operator_needed", HttpStatus.CONFLICT,
            "The owner authorizes this facility himself",
            "Authorize it; only an owner who does not may invite an operator.");
    public static final ProblemType OPERATOR_ACCEPTED = of("operator_accepted", HttpStatus.CONFLICT,
            "An operator has accepted already", "Withdraw the operator first, then invite another one.");
    public static final ProblemType NO_INVITATION = of("no_invitation", HttpStatus.CONFLICT,
            "Nobody is invited", "Invite an operator by e-mail address.");
    public static final ProblemType NOTHING_TO_CONFIRM = of("nothing_to_confirm", HttpStatus.CONFLICT,
            "There is nobody to confirm", "Read the facility again and look at its operator.");
    public static final ProblemType OWNER_CANNOT_OPERATE = of("owner_cannot_operate", HttpStatus.CONFLICT,
            "The owner cannot accept his own invitation",
            "Let the invited person sign in with an account of their own.");
    public static final ProblemType TOO_MANY_INVITATIONS = passing("too_many_invitations",
            HttpStatus.TOO_MANY_REQUESTS, "Too many invitations went out lately",
            "Wait for as long as Retry-After says, then send it again.");

    private FacilityProblem() {}
}
