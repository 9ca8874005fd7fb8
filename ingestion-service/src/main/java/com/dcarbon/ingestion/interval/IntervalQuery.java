// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.ShownDirections;
import com.dcarbon.ingestion.meter.Meter;

/**
 * Which intervals are wanted.
 *
 * @param start intervals that begin then or later
 * @param end and before then
 * @param direction as it is shown: only that one, or all
 * @param shown how stored directions are shown
 */
public record IntervalQuery(Meter meter, Instant start, Instant end, Resolution resolution,
        Optional<Direction> direction, ShownDirections shown) {

    /** In which days and months begin. */
    public ZoneId zone() {
        return meter.timeZone();
    }

    /** The same from then on; not earlier than before. */
    IntervalQuery from(Instant moment) {
        return moment.isAfter(start) ? new IntervalQuery(meter, moment, end, resolution, direction, shown) : this;
    }

    /** The same intervals one by one or in other sums. */
    public IntervalQuery in(Resolution other) {
        return new IntervalQuery(meter, start, end, other, direction, shown);
    }
}
