// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Duration;
import java.time.Instant;

import jakarta.validation.constraints.NotNull;

import com.dcarbon.platform.problem.ProblemException;

import io.swagger.v3.oas.annotations.media.Schema;

/** A period to import once more. */
@Schema(name = "SynchronisationRequest")
record SyncRequest(@NotNull @Schema(description = "Inclusive") Instant start,
        @NotNull @Schema(description = "Exclusive, not in the future") Instant end) {
    private static final Duration FARTHEST = Duration.ofDays(3_660);

    /** @throws ProblemException if it is no period of the past ten years */
    void check(Instant now) {
        if (!start.isBefore(end)) {
            throw ProblemException.invalidField("start", "must be before end");
        }
        if (end.isAfter(now)) {
            throw ProblemException.invalidField("end", "must not be in the future");
        }
        if (start.isBefore(now.minus(FARTHEST))) {
            throw ProblemException.invalidField("start", "must not be more than ten years ago");
        }
    }
}
