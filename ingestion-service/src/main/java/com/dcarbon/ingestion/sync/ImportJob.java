// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.ingestion.source.DataRequest;

/**
 * An import that a worker has claimed.
 *
 * @param start beginning of the period asked for; fixed, so that each attempt asks for the same
 * @param attempts how often it has failed
 * @param waits how often the provider was not ready
 * @param lease what every write of the job has to show
 * @param traceParent the trace of whoever ordered it
 */
record ImportJob(UUID id, UUID facilityId, UUID authorizationId, String providerId, AuthMethod method, ImportKind kind,
        Instant start, Instant end, int attempts, int waits, Instant createdAt, UUID lease,
        @Nullable String traceParent) {

    DataRequest request() {
        return new DataRequest(authorizationId, providerId, start, end, attempts + waits);
    }
}
