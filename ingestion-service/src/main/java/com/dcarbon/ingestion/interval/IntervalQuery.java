// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval;

import java.time.Instant;
import java.util.Optional;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.ShownDirections;
import com.dcarbon.ingestion.meter.Meter;
import com.dcarbon.platform.paging.PageRequest;

/**
 * Which intervals are wanted.
 *
 * @param start intervals that begin then or later
 * @param end and before then
 * @param direction as it is shown; empty for all
 * @param shown how stored directions are shown
 */
record IntervalQuery(Meter meter, Instant start, Instant end, Resolution resolution, Optional<Direction> direction,
        ShownDirections shown, PageRequest page) {}
