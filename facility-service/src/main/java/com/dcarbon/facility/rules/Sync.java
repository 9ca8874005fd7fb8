// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the facility's record shows of reading data from the utility.
 *
 * @param lastSync end of the last successful synchronisation, under whichever authorization
 * @param succeededAt when data was last read under the current authorization
 * @param failedAt when that last failed under the current authorization
 */
public record Sync(@Nullable Instant lastSync, @Nullable Instant succeededAt, @Nullable Instant failedAt) {
    /** Nothing was ever tried. */
    public static final Sync NEVER = new Sync(null, null, null);

    /** Whether the latest reading since then failed. */
    boolean isDelayedSince(Instant start) {
        return failedAt != null && failedAt.isAfter(start) && (succeededAt == null || failedAt.isAfter(succeededAt));
    }
}
