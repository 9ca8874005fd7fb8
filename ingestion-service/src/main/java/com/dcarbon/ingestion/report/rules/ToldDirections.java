// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report.rules;

import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.dcarbon.ingestion.interval.rules.Direction;

/** Which series of each unit was counted in months that were told; a correction of such a month looks at the same one. */
public record ToldDirections(Map<YearMonth, Map<UUID, Direction>> directions) {
    public static final ToldDirections NONE = new ToldDirections(Map.of());

    Optional<Direction> of(UUID meter, YearMonth month) {
        return Optional.ofNullable(directions.getOrDefault(month, Map.of()).get(meter));
    }
}
