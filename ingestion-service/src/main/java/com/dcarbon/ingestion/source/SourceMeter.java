// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.interval.rules.Direction;

/**
 * A meter as the provider describes it; null where it tells nothing.
 *
 * @param index its number within the data
 * @param usagePointId the provider's id of the point of delivery
 * @param servicePoint the name of that point
 * @param meterNumber the number on the meter
 * @param timeZone in which its days begin
 * @param directions of which it has readings
 * @param series what its readings told of them
 * @param own what the provider itself says of it
 * @param covered of which times it says that it has readings; none where it does not tell
 */
public record SourceMeter(int index, String usagePointId, @Nullable String servicePoint, @Nullable String meterNumber,
        @Nullable String accountId, @Nullable String serviceAddress, @Nullable String meterType,
        @Nullable String tariff, ZoneId timeZone, Set<Direction> directions, SeriesFacts series,
        ProviderRecord own, List<Covered> covered) {

    /** Whether the provider told more of it than its readings. */
    public boolean isDescribed() {
        return meterNumber != null || accountId != null || serviceAddress != null;
    }
}
