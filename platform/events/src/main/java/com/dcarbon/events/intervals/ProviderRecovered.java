// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.intervals;

import java.time.Instant;

import com.dcarbon.events.EventData;

/**
 * A utility that was reported down answers again.
 *
 * @param since when it had last answered before
 * @param recoveredAt when it answered again
 */
public record ProviderRecovered(String providerId, Instant since, Instant recoveredAt) implements EventData {}
