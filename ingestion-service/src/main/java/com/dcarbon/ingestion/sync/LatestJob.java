// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.intervals.ImportKind;

/** The newest import of a facility, as it stands. */
record LatestJob(UUID authorizationId, String providerId, AuthMethod method, ImportKind kind, String state,
        int attempts, Instant nextAttemptAt, long readingsTotal, long readingsStored, @Nullable String errorCode,
        Instant createdAt, @Nullable Instant finishedAt) {

    boolean isActive() {
        return switch (state) {
            case "queued", "running", "waiting", "retrying" -> true;
            default -> false;
        };
    }
}
