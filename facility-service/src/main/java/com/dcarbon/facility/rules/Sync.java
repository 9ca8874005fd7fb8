// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the facility's record shows of reading data from the utility.
 *
 * @param lastSync end of the last successful synchronisation
 * @param delayed whether the latest attempt failed
 * @param knownAt when the latest of what is known here happened
 */
public record Sync(@Nullable Instant lastSync, boolean delayed, @Nullable Instant knownAt) {
    /** Nothing was ever tried. */
    public static final Sync NEVER = new Sync(null, false, null);

    /** {@code lastSync} only ever moves forward. */
    Sync succeeded(Instant end, Instant happenedAt) {
        Instant latest = lastSync == null || end.isAfter(lastSync) ? end : lastSync;
        return isNews(happenedAt) ? new Sync(latest, false, happenedAt) : new Sync(latest, delayed, knownAt);
    }

    Sync failed(Instant happenedAt) {
        return isNews(happenedAt) ? new Sync(lastSync, true, happenedAt) : this;
    }

    private boolean isNews(Instant happenedAt) {
        return knownAt == null || !happenedAt.isBefore(knownAt);
    }
}
