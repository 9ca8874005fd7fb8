// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.work;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts how often a worker found that the row it held by a lease is another's by now, as
 * {@code dcarbon.leases.lost}. One now and then follows a crash or a long pause; many mean that leases are too short.
 */
public final class LostLeases {
    private static final Logger LOG = LoggerFactory.getLogger(LostLeases.class);

    private final String work;
    private final Counter counter;

    /** @param work what the rows are, in a word: {@code import}, {@code mail}, {@code token} */
    public LostLeases(MeterRegistry metrics, String work) {
        this.work = work;
        this.counter = metrics.counter("dcarbon.leases.lost", "work", work);
    }

    /** @param row which row it was */
    public void count(Object row) {
        counter.increment();
        LOG.atWarn().addKeyValue("work", work).addKeyValue("row", row)
                .log("a lease was lost: the work is another worker's now");
    }
}
