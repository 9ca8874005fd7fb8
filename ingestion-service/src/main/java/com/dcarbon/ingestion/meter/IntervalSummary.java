// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.meter;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What the intervals of an authorization's meters cover, all together.
 *
 * @param meters how many meters it brought
 * @param start the earliest interval's start, or null while there are none
 * @param end the latest interval's end, or null
 * @param intervals how many there are, missing ones not counted
 * @param gaps how many periods in between are missing; of each meter at most 100 are counted
 * @param lastSync end of the latest synchronisation of any of the meters, or null
 * @param directions the same for each direction of flow
 */
@Schema(name = "IntervalSummary")
record IntervalSummary(UUID authorizationId, long meters, @Nullable Instant start, @Nullable Instant end,
        long intervals, long gaps, @Nullable Instant lastSync, List<OfDirection> directions) {

    /** One direction of flow. */
    @Schema(name = "IntervalSummaryOfDirection")
    record OfDirection(@Schema(allowableValues = {"delivered", "received", "net", "generated"}) String direction,
            Instant start, Instant end, long intervals) {}
}
