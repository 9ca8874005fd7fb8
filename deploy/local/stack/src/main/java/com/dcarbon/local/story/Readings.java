// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.story;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * What the API tells about a facility's meters.
 *
 * @param meters as the API shows them
 * @param intervals how many raw intervals there are of all meters, by direction
 * @param days energy per day and direction, of each meter
 */
public record Readings(List<JsonNode> meters, Map<String, Long> intervals, List<Day> days) {

    /** A day's energy in one direction; {@code day} is the meter's, energy in Wh. */
    public record Day(LocalDate day, String direction, BigDecimal wattHours) {}
}
