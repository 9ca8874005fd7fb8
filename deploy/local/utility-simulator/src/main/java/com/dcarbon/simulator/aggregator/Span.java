// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.time.Instant;

import com.dcarbon.simulator.customer.Period;

/** What one collection brought: readings of that time, at that moment. */
record Span(Instant from, Instant until, Instant collected) {
    Period period() {
        return new Period(from, until);
    }
}
