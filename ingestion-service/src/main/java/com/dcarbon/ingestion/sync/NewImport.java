// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.sync;

import java.time.Instant;
import java.util.UUID;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.intervals.ImportKind;

/**
 * An import that shall be done.
 *
 * @param attemptKey tells it from the authorization's other imports: the same key again is the same import
 */
record NewImport(UUID facilityId, UUID authorizationId, String providerId, AuthMethod method, ImportKind kind,
        String attemptKey, Instant start, Instant end) {
    private static final String ASKED = "asked-";

    /** The key of an import that a person asks for at that time. */
    static String keyOfPerson(Instant when) {
        return ASKED + when;
    }

    static boolean isByPerson(String attemptKey) {
        return attemptKey.startsWith(ASKED);
    }
}
