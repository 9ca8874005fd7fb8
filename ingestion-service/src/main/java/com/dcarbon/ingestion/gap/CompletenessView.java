// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.gap;

import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

import com.dcarbon.ingestion.interval.rules.Direction;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * How complete a meter's months are.
 *
 * @param timeZone in which its days begin
 * @param items by month and direction
 */
@Schema(name = "Completeness")
record CompletenessView(UUID meterId, @Schema(description = "IANA time zone in which its months begin") String timeZone,
        List<OfMonth> items) {

    /** One month of one direction, from the meter's first reading on. */
    @Schema(name = "CompletenessOfMonth")
    record OfMonth(@Schema(type = "string", example = "2026-10") YearMonth month, Direction direction,
            @Schema(description = "How many intervals there should be by now, by the lengths that the meter has") long expected,
            @Schema(description = "How many have a value") long stored,
            @Schema(description = "How many have none although later ones are there") long missing,
            @Schema(description = "How many have none because the utility has not got so far yet") long awaited,
            @Schema(description = "How many of the stored ones are guesses of the utility") long estimated) {}
}
