// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.imports;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.ingestion.source.FetchFailure;

import io.swagger.v3.oas.annotations.media.Schema;

/** An import, for administrators. */
@Schema(name = "Import")
record ImportItem(UUID id, UUID facilityId,
        @Schema(description = "null while no event has told of the facility") @Nullable String facilityName,
        UUID authorizationId, String providerId, ImportKind kind,
        @Schema(allowableValues = {
                "queued", "running", "waiting", "retrying", "done", "failed",
                "superseded"}) String state,
        @Schema(description = "It was given up and nothing later made up for it, or it has been due or tried for too long") boolean stuck,
        @Schema(description = "Since when it is to be done") Instant createdAt,
        @Schema(description = "The period asked for") Instant windowStart, Instant windowEnd,
        @Schema(description = "How often it failed") int attempts,
        @Schema(description = "How often it was put back without having failed") int waits,
        @Schema(description = "null once it is ended") @Nullable Instant nextAttemptAt, @Nullable Instant finishedAt,
        @Nullable LastError lastError) {

    /** What went wrong the last time, in plain words. */
    @Schema(name = "ImportError")
    record LastError(String code, String message, String action) {

        static LastError of(String code, boolean givenUp) {
            FetchFailure failure = FetchFailure.of(code);
            return new LastError(code, failure.message(), failure.action(givenUp));
        }
    }
}
