// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi.rules;

import java.time.Duration;
import java.time.Instant;

/**
 * A period of time.
 *
 * @param start inclusive
 * @param end exclusive
 */
public record Span(Instant start, Instant end) {

    /** By that much at both ends, but not beyond that time unless it ends later itself. */
    public Span widened(Duration much, Instant notBeyond) {
        Instant later = end.plus(much).isAfter(notBeyond) ? notBeyond : end.plus(much);
        return new Span(start.minus(much), later.isBefore(end) ? end : later);
    }
}
