// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.meter;

import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A meter as an import found it; null where the utility tells nothing.
 *
 * @param usagePointId the utility's id of the point of delivery
 * @param servicePoint the name of that point
 * @param meterNumber the number on the meter
 * @param twoWay whether energy was received, or a balance was below zero
 * @param blocks which kinds of data there are
 * @param commodity what it measures, in snake_case
 * @param state {@code active}, {@code inactive} or {@code ended}
 * @param record the provider's own words, as a JSON object
 */
public record ImportedMeter(String usagePointId, @Nullable String servicePoint, @Nullable String meterNumber,
        @Nullable String accountId, @Nullable String serviceAddress, @Nullable String meterType,
        @Nullable String tariff, ZoneId timeZone, boolean twoWay, List<String> blocks,
        String commodity, String state, String record) {}
