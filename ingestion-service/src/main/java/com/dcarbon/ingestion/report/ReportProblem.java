// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report;

import org.springframework.http.HttpStatus;

import com.dcarbon.platform.problem.ProblemType;

/** The kinds of problem that only generation reports know. */
final class ReportProblem {
    static final ProblemType MONTH_NOT_OVER = ProblemType.of("month_not_over", HttpStatus.CONFLICT,
            "This month cannot be frozen yet", "Freeze it once it is over and its readings are old enough.");
    static final ProblemType MONTHS_IN_ORDER = ProblemType.of("months_in_order", HttpStatus.CONFLICT,
            "Months are frozen one after the other", "Freeze the month that is named.");
    static final ProblemType NO_GENERATION_METER = ProblemType.of("no_generation_meter", HttpStatus.CONFLICT,
            "No meter of this facility measures generation", "Set the role of the production meter to generation.");
    static final ProblemType NO_READINGS = ProblemType.of("no_readings", HttpStatus.CONFLICT,
            "There is nothing to report of this month yet",
            "Begin with the first month of which there are readings, or wait until they have come.");

    private ReportProblem() {}
}
