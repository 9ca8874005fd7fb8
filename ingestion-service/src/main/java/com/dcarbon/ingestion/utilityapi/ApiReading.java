// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.dcarbon.ingestion.utilityapi.rules.Datapoint;

/**
 * A reading as a document has it.
 *
 * @param start epoch second
 * @param end epoch second, {@link JsonCursor#UNREADABLE} if it is none
 * @param kwh the reading's own value, or null
 * @param unreadable whether there is something else than a number where one of its values should be
 */
record ApiReading(long start, long end, @Nullable BigDecimal kwh, List<Datapoint> datapoints, boolean unreadable) {}
