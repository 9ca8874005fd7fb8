// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.meter;

import org.springframework.http.HttpStatus;

import com.dcarbon.platform.problem.ProblemType;

/** The kinds of problem that only meters know. */
final class MeterProblem {
    static final ProblemType NOTHING_UPLOADED = ProblemType.of("nothing_uploaded", HttpStatus.CONFLICT,
            "There is nothing to accept", "Nothing needs to be done: what came from the utility counts by itself.");

    private MeterProblem() {}
}
