// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.customer;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * One reading as the utility publishes it.
 *
 * @param flow the direction of its series
 * @param start when the interval begins
 * @param duration how long it is
 * @param value the integer on the wire
 * @param amount {@code value} scaled to watt-hours, for gas to therms: the truth to compare with
 * @param quality {@code QualityOfReading}: 17 validated, 19 revenue quality, 8 estimated
 */
public record Reading(Flow flow, Instant start, Duration duration, long value, BigDecimal amount, int quality) {}
