// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.stream;

import org.springframework.http.HttpStatus;

import com.dcarbon.platform.problem.ProblemType;

/** The problems of live changes. */
final class StreamProblem {
    static final ProblemType TOO_MANY_STREAMS = ProblemType.passing("too_many_streams", HttpStatus.TOO_MANY_REQUESTS,
            "You have too many event streams open", "Close some of the application's windows, then try again.");

    private StreamProblem() {}
}
