// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization;

import static com.dcarbon.platform.problem.ProblemType.of;
import static com.dcarbon.platform.problem.ProblemType.passing;

import org.springframework.http.HttpStatus;

import com.dcarbon.platform.problem.ProblemType;

/** The kinds of problem that only this service knows. */
public final class AuthorizationProblem {
    public static final ProblemType UNKNOWN_PROVIDER = of("unknown_provider", HttpStatus.BAD_REQUEST,
            "This utility is not known", "Choose one of the utilities that GET /utilities lists.");
    public static final ProblemType OPERATOR_MUST_AUTHORIZE = of("operator_must_authorize", HttpStatus.FORBIDDEN,
            "The operator authorizes this facility", "Ask the facility's operator to authorize, or invite one.");
    public static final ProblemType ALREADY_AUTHORIZED = of("already_authorized", HttpStatus.CONFLICT,
            "This facility is authorized already", "Nothing needs to be done; revoke the authorization to begin anew.");
    public static final ProblemType USE_PROVIDER_CHANGE = of("use_provider_change", HttpStatus.CONFLICT,
            "This facility has an authorization at another utility",
            "Change the facility's utility provider first, then authorize the new one.");
    public static final ProblemType AUTHORIZATION_NOT_ACTIVE = of("authorization_not_active", HttpStatus.CONFLICT,
            "This authorization is not active", "Stop asking until it is authorized again.");
    public static final ProblemType NOTHING_TO_REVOKE = of("nothing_to_revoke", HttpStatus.CONFLICT,
            "This authorization gives no access", "Nothing needs to be done.");
    public static final ProblemType NOTHING_TO_RETRY = of("nothing_to_retry", HttpStatus.CONFLICT,
            "This authorization cannot be tried again",
            "Look at its status; where nothing is authorized, start a new authorization.");
    public static final ProblemType AUTHORIZATION_UNDER_WAY = of("authorization_under_way", HttpStatus.CONFLICT,
            "Somebody is authorizing at this moment", "Wait for the outcome, then look at the authorization again.");
    public static final ProblemType QUERY_TOO_BROAD = of("query_too_broad", HttpStatus.UNPROCESSABLE_CONTENT,
            "This search looks at too many authorizations",
            "Choose a status, a utility or a period, or search for a longer part of a name.");
    public static final ProblemType PORTAL_SESSION_INVALID = of("portal_session_invalid", HttpStatus.BAD_REQUEST,
            "This does not continue what began at the utility",
            "Start again without it, or begin again on the utility's website.");
    public static final ProblemType PROVIDER_UNAVAILABLE = passing("provider_unavailable",
            HttpStatus.SERVICE_UNAVAILABLE, "The utility gives no access at the moment", "Try again later.");
    public static final ProblemType PROVIDER_MISCONFIGURED = passing("provider_misconfigured",
            HttpStatus.SERVICE_UNAVAILABLE, "The utility does not accept this platform's client",
            "Wait: this platform's operators have to set it right. The customer need do nothing.");

    public static final ProblemType WAIT_BEFORE_RETRY = passing("wait_before_retry", HttpStatus.TOO_MANY_REQUESTS,
            "The utility refused the login several times in a row",
            "Check user name and password on the utility's website, and try again in a quarter of an hour: further "
                    + "attempts now could lock the account there.");

    private AuthorizationProblem() {}
}
