// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.ingestion.source.DataRequest;

/**
 * An import that a worker has claimed.
 *
 * @param run what it is a part of
 * @param start beginning of the period asked for; fixed, so that each attempt asks for the same
 * @param patientSince from when on patience with others is counted
 * @param attempts how often it has failed
 * @param waits how often it was put back without having failed
 * @param deaths how often in a row its worker died
 * @param lease what every write of the job has to show
 * @param reason why it was put back the last time, as the code of a failure; null if for no trouble
 * @param places where the provider said that an answer would be, by the address that was asked
 * @param hints addresses at which the provider said, unasked, that data are ready, the latest first
 * @param traceParent the trace of whoever ordered it
 */
record ImportJob(UUID id, UUID facilityId, UUID authorizationId, String providerId, AuthMethod method, ImportKind kind,
        Run run, Instant start, Instant end, int attempts, int waits, int deaths, Instant createdAt,
        Instant patientSince, UUID lease,
        @Nullable String reason, Map<String, String> places, List<String> hints, @Nullable String traceParent) {

    /** As long as an import takes that nobody kept waiting. */
    private static final Duration AT_ONCE = Duration.ofHours(1);

    /**
     * What an import is a part of.
     *
     * @param key tells it from the authorization's other imports
     * @param start from when on the whole run asks
     * @param target up to when the whole run asks; where that is later than the import's end, another import follows
     * @param followUps how many imports went before it that were ordered one by another
     */
    record Run(String key, Instant start, Instant target, int followUps) {}

    /** Whether somebody asked for just this import. */
    boolean byPerson() {
        return NewImport.isByPerson(run.key());
    }

    /** Whether it runs by itself, as a turn or after one. */
    boolean isPlanned() {
        return NewImport.isPlanned(run.key());
    }

    /** Whether somebody wants a period, or documents that were received before, once more; that moves nothing on. */
    boolean isAgain() {
        return kind == ImportKind.BACKFILL && !isPlanned();
    }

    /** Whether it asks, unasked, for what is missing of old. */
    boolean fillsIn() {
        return NewImport.fillsIn(kind, run.key());
    }

    /** Whether the facility is told when it fails: not where nobody waits for it, nor where no utility was asked. */
    boolean isTold() {
        return isTold(kind, run.key());
    }

    static boolean isTold(ImportKind kind, String attemptKey) {
        return kind != ImportKind.UPLOAD && !Reparsing.isReplay(attemptKey) && !NewImport.fillsIn(kind, attemptKey);
    }

    /** Whether it is the last one of its run. */
    boolean endsRun() {
        return !end.isBefore(run.target());
    }

    /**
     * As of when the data are up to date if it is done now: as of now, where what is new was asked for up to about now;
     * otherwise as of the end of what was asked for, because it is only a part of a run, or had to wait for others.
     *
     * @return empty if it asked for nothing new
     */
    Optional<Instant> upToDate(Instant now) {
        return switch (kind) {
            case HISTORICAL, INCREMENTAL -> Optional.of(end.isBefore(now.minus(AT_ONCE)) ? end : now);
            case BACKFILL, UPLOAD -> Optional.empty();
        };
    }

    /** From what kind of source its data come: the authorization's method, or an upload. */
    String source() {
        return NewImport.source(kind, method);
    }

    /** Whether it reads what was received before instead of asking anybody. */
    boolean isReplay() {
        return Reparsing.isReplay(run.key());
    }

    /** Whether its outcome says something about the provider. */
    boolean asksProvider() {
        return !isUpload() && !isReplay();
    }

    /** Whether a person brought the data; the upload's id stands in the place of an authorization then. */
    boolean isUpload() {
        return kind == ImportKind.UPLOAD;
    }

    DataRequest request() {
        return new DataRequest(authorizationId, providerId, start, end,
                new DataRequest.Order(kind, byPerson(), createdAt),
                attempts + waits, places, hints);
    }
}
