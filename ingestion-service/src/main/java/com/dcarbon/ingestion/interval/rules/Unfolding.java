// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.math.BigDecimal;

/** A block being read from its beginning: stands at one of its intervals, those without a value left out. */
final class Unfolding {
    private final FoldedBlock block;
    private final ArrayText values;
    private final ArrayText qualities;
    private long start;

    Unfolding(FoldedBlock block) {
        this.block = block;
        this.values = new ArrayText(block.values());
        this.qualities = new ArrayText(block.qualities());
        this.start = block.start() - block.seconds();
    }

    /** Goes to the next interval, if there is one. */
    boolean next() {
        while (values.next() && qualities.next()) {
            start += block.seconds();
            if (!values.isNull()) {
                return true;
            }
        }
        return false;
    }

    long start() {
        return start;
    }

    boolean before(Unfolding other) {
        return start < other.start || (start == other.start
                && Direction.ORDER.compare(block.direction(), other.block.direction()) < 0);
    }

    Interval interval() {
        int quality = qualities.isNull() ? Quality.UNKNOWN : (int) qualities.value();
        return new Interval(start, start + block.seconds(), block.direction(),
                BigDecimal.valueOf(values.value(), -block.powerOfTen()), quality, Quality.isEstimated(quality));
    }
}
