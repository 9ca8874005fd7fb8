// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit;

import static com.dcarbon.platform.problem.ProblemType.of;
import static com.dcarbon.platform.problem.ProblemType.passing;

import org.springframework.http.HttpStatus;

import com.dcarbon.platform.problem.ProblemType;

/** The kinds of problem that only this service knows. */
public final class AuditProblem {
    public static final ProblemType SEARCH_TOO_BROAD = of("search_too_broad", HttpStatus.UNPROCESSABLE_CONTENT,
            "This search looks at too many entries of the audit log",
            "Choose a shorter period or one more filter, or search for a longer text.");
    public static final ProblemType VERIFICATION_BUSY = passing("verification_busy", HttpStatus.TOO_MANY_REQUESTS,
            "The audit log is being verified already", "Wait until that has ended, then ask again.");

    private AuditProblem() {}
}
