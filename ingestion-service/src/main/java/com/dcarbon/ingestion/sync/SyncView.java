// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.ingestion.source.FetchFailure;

import io.swagger.v3.oas.annotations.media.Schema;

/** How the synchronisation of a facility stands, for people. */
@Schema(name = "Synchronisation")
record SyncView(UUID facilityId,
        @Schema(description = "never: nothing was to be synchronised yet; queued; running; waiting: the utility prepares"
                + " the data or wants to be left alone for a while; retrying: it failed and is tried again; done; failed: it was given up", allowableValues = {
                        "never", "queued", "running", "waiting", "retrying", "done", "failed"}) String state,
        @Schema(description = "Why the latest one runs or ran") @Nullable ImportKind kind,
        @Schema(description = "End of the last successful one") @Nullable Instant lastSuccess,
        @Schema(description = "When the next attempt is made, or else the next scheduled synchronisation; null while one is under way, or if nothing is authorized") @Nullable Instant nextRun,
        @Schema(description = "Failed attempts of the latest one") int attempts, @Nullable Problem lastError,
        @Schema(description = "While one is under way") @Nullable Progress progress) {

    /** What went wrong, in plain words. */
    @Schema(name = "SynchronisationError")
    record Problem(String code, String message, String action, boolean retryable) {

        static Problem of(String code, boolean givenUp) {
            FetchFailure failure = FetchFailure.of(code);
            return new Problem(code, failure.message(), failure.action(givenUp),
                    failure.remedy() != FetchFailure.Remedy.NONE);
        }
    }

    /**
     * How far it has come.
     *
     * @param intervals how many are stored
     */
    @Schema(name = "SynchronisationProgress")
    record Progress(int percent, long intervals) {
        private static final int ALMOST = 99;
        private static final int ALL = 100;

        static Progress of(LatestJob job) {
            long percent = job.readingsTotal() == 0 ? 0 : job.readingsStored() * ALL / job.readingsTotal();
            return new Progress((int) Math.min(ALMOST, percent), job.readingsStored());
        }
    }

    static SyncView of(UUID facilityId, Optional<LatestJob> latest, Optional<Instant> lastSuccess,
            Optional<Instant> turn) {
        if (latest.isEmpty()) {
            return new SyncView(facilityId, "never", null, lastSuccess.orElse(null), turn.orElse(null), 0, null,
                    null);
        }
        LatestJob job = latest.get();
        boolean planned = job.state().equals("waiting") || job.state().equals("retrying");
        String error = job.errorCode();
        return new SyncView(facilityId, job.state(), job.kind(), lastSuccess.orElse(null),
                planned ? job.nextAttemptAt() : job.isActive() ? null : turn.orElse(null), job.attempts(),
                error == null ? null : Problem.of(error, !job.isActive()),
                job.isActive() ? Progress.of(job) : null);
    }
}
