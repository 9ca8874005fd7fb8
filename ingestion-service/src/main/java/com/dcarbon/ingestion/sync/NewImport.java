// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Instant;
import java.util.UUID;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.intervals.ImportKind;
import com.dcarbon.ingestion.schedule.SyncPlan;
import com.dcarbon.ingestion.schedule.rules.SyncWindow;
import com.dcarbon.ingestion.source.MeterDataSource;

/**
 * An import that shall be done.
 *
 * @param attemptKey tells it from the authorization's other imports: the same key again is the same import
 * @param target the end of the run that it is a part of; where it is later than the import's own end, another follows
 */
record NewImport(UUID facilityId, UUID authorizationId, String providerId, AuthMethod method, ImportKind kind,
        String attemptKey, Instant start, Instant end, Instant target) {
    private static final String ASKED = "asked-";
    private static final String PLANNED = "planned-";
    private static final String FOLLOWS = "follows-";

    /** One that is a run of its own. */
    NewImport(UUID facilityId, UUID authorizationId, String providerId, AuthMethod method, ImportKind kind,
            String attemptKey, Instant start, Instant end) {
        this(facilityId, authorizationId, providerId, method, kind, attemptKey, start, end, end);
    }

    static NewImport of(SyncPlan plan, SyncWindow window, String attemptKey) {
        return new NewImport(plan.facilityId(), plan.authorizationId(), plan.providerId(), plan.method(),
                window.kind(), attemptKey, window.start(), window.end(), window.target());
    }

    /** From what kind of source its data come. */
    String source() {
        return source(kind, method);
    }

    static String source(ImportKind kind, AuthMethod method) {
        return kind == ImportKind.UPLOAD ? MeterDataSource.UPLOAD : method.wire();
    }

    /** The key of an import that a person asks for at that time. */
    static String keyOfPerson(Instant when) {
        return ASKED + when;
    }

    /** The key of what follows an import that a person asked for. */
    static String keyOfPerson(UUID former) {
        return ASKED + FOLLOWS + former;
    }

    /** The key of the import of a turn. */
    static String keyOfTurn(Instant turn) {
        return PLANNED + turn;
    }

    static String keyOfFollowing(UUID former) {
        return FOLLOWS + former;
    }

    static boolean isByPerson(String attemptKey) {
        return attemptKey.startsWith(ASKED);
    }

    /** Whether it runs by itself, as a turn or after one. */
    static boolean isPlanned(String attemptKey) {
        return attemptKey.startsWith(PLANNED) || attemptKey.startsWith(FOLLOWS);
    }

    /** Whether it asks, unasked, for what is missing of old: that gives way to everything else, and nobody waits for it. */
    static boolean fillsIn(ImportKind kind, String attemptKey) {
        return kind == ImportKind.BACKFILL && isPlanned(attemptKey);
    }
}
