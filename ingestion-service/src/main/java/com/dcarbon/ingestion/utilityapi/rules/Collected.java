// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi.rules;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What we have asked UtilityAPI to collect of one meter before.
 *
 * @param times how often since the import was ordered
 * @param latest when the last time, whenever that was; null: never
 */
public record Collected(int times, @Nullable Instant latest) {
    public static final Collected NEVER = new Collected(0, null);
}
