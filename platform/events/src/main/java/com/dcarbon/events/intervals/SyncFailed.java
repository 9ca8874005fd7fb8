// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.intervals;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.EventData;

/**
 * An attempt to read data from the utility failed.
 *
 * @param code the stable reason
 * @param message what went wrong, in words for a person
 * @param attempt how many attempts this job has seen
 * @param nextAttemptAt when it is tried again, or null if it was given up
 */
public record SyncFailed(UUID facilityId, UUID authorizationId, String providerId, String code, String message,
        int attempt, @Nullable Instant nextAttemptAt) implements EventData {}
