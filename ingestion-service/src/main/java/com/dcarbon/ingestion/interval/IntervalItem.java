// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.math.BigDecimal;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.interval.rules.Direction;

import io.swagger.v3.oas.annotations.media.Schema;

/** One interval, or the sum of those that begin in one period. */
@Schema(name = "Interval")
record IntervalItem(@Schema(description = "Inclusive") Instant start, @Schema(description = "Exclusive") Instant end,
        Direction direction, @Schema(description = "Energy in Wh, exact") BigDecimal wh,
        @Schema(description = "The worst quality in it, by ESPI's names; null if the utility told none") @Nullable String quality,
        @Schema(description = "Whether any part of it is an estimate") boolean estimated) {}
