// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Batches that could not be kept several times: they wait apart for a while, so that none keeps the others waiting. Only
 * remembered, since after a restart they may as well be tried at once.
 */
final class SetAside {
    static final Duration REST = Duration.ofHours(1);
    private static final int TRIES = 3;

    private final Map<UUID, Failures> failures = new ConcurrentHashMap<>();

    private record Failures(int count, Instant last) {}

    /** Notes a failure; true if the batch waits apart from now on. */
    boolean failed(UUID batch, Instant now) {
        Failures noted = failures.merge(batch, new Failures(1, now),
                (former, _) -> new Failures(former.count() + 1, now));
        return noted.count() >= TRIES;
    }

    /** Whether it may be tried now. */
    boolean isWanted(UUID batch, Instant now) {
        Failures noted = failures.get(batch);
        return noted == null || noted.count() < TRIES || !now.isBefore(noted.last().plus(REST));
    }

    /** It is kept, or not there any more. */
    void forget(UUID batch) {
        failures.remove(batch);
    }
}
