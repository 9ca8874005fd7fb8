// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.export;

import java.util.List;
import java.util.Optional;

import com.dcarbon.ingestion.interval.IntervalQuery;
import com.dcarbon.ingestion.interval.rules.Interval;
import com.dcarbon.ingestion.interval.rules.RollUp;

/** What a file shows of the readings: each of them, or their sums. */
final class Rows {
    private final Optional<RollUp> sums;

    Rows(IntervalQuery query) {
        this.sums = query.resolution().rollUp(query.zone());
    }

    List<Interval> of(List<Interval> readings) {
        return sums.map(sum -> sum.add(readings)).orElse(readings);
    }

    List<Interval> rest() {
        return sums.map(RollUp::rest).orElse(List.of());
    }
}
