// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.audit;

import com.dcarbon.platform.problem.CommonProblem;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

/** Who may see the audit log. */
public final class Administrators {

    private Administrators() {}

    /** @throws ProblemException {@code forbidden} unless the caller is an administrator */
    public static void require(Caller caller) {
        if (!caller.isAdmin()) {
            throw new ProblemException(CommonProblem.FORBIDDEN, "Only an administrator may read the audit log.");
        }
    }
}
