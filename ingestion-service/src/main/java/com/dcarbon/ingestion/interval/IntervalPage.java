// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.swagger.v3.oas.annotations.media.Schema;

/** Intervals of one meter, by start and then direction. */
@Schema(name = "Intervals")
record IntervalPage(UUID meterId, @Schema(allowableValues = "Wh") String unit,
        @Schema(implementation = String.class, allowableValues = {"raw", "hour", "day", "month"}) Resolution resolution,
        @Schema(description = "In which days and months begin") String timeZone, List<IntervalItem> items,
        @Schema(description = "Asks for the next page; null on the last one") @Nullable String nextCursor) {}
