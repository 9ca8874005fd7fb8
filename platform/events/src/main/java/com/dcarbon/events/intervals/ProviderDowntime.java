// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.intervals;

import java.time.Instant;

import com.dcarbon.events.EventData;

/**
 * A utility has not answered for longer than the platform's threshold; authorizations stay as they are.
 *
 * @param since when it last answered
 * @param detectedAt when the threshold was passed
 */
public record ProviderDowntime(String providerId, Instant since, Instant detectedAt) implements EventData {}
