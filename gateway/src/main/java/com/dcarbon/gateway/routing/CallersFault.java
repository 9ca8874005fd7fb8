// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.gateway.routing;

import org.jspecify.annotations.Nullable;

import com.dcarbon.platform.problem.ProblemException;

/** Tells a call that its caller spoilt, by sending too much for example, from one that the service left unanswered. */
final class CallersFault {

    private CallersFault() {}

    static boolean causes(Throwable error) {
        return find(error) != null;
    }

    static @Nullable ProblemException find(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem;
            }
        }
        return null;
    }
}
