// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi.rules;

import java.time.Instant;

/**
 * A period of time.
 *
 * @param start inclusive
 * @param end exclusive
 */
public record Span(Instant start, Instant end) {}
