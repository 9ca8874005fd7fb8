// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.export;

import java.util.List;

import com.dcarbon.ingestion.interval.rules.Interval;

/** A file in the making; gives out its bytes as soon as they are certain. */
interface IntervalFile {

    /**
     * Takes in the next readings, one by one as they are stored.
     *
     * @param readings by start, then direction
     * @return the next bytes of the file; may be none
     */
    byte[] add(List<Interval> readings);

    /** The last bytes of the file; without them it is not whole. */
    byte[] end();
}
