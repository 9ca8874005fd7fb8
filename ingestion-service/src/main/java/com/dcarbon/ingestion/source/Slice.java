// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.util.List;

import com.dcarbon.ingestion.interval.rules.Direction;
import com.dcarbon.ingestion.interval.rules.Reading;

/**
 * Some of a meter's readings of one direction, sorted, each interval once; no reading of another slice overlaps them.
 *
 * @param meter the number of the meter within the data
 */
public record Slice(int meter, Direction direction, List<Reading> readings) {}
