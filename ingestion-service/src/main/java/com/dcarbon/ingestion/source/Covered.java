// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.time.Instant;

/**
 * A time of which the provider says that it has readings of a meter.
 *
 * @param start inclusive
 * @param end exclusive
 */
public record Covered(Instant start, Instant end) {}
