// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.util.List;

/**
 * What an object of intervals says about all of its readings, wherever in the object it says so.
 *
 * @param updated epoch second, 0 if it is not told
 * @param spacing the usual distance between the starts of two readings that follow each other, 0 if there is none
 * @param sparse whether it has so few readings that holes between them may be what is usual
 */
record IntervalHead(String meter, long updated, List<String> qualities, long spacing, boolean sparse) {

    /** @param common the usual distance in all objects of its meter, 0 if there is none */
    IntervalHead among(long common) {
        boolean finer = sparse && common > 0 && spacing % common == 0;
        return finer ? new IntervalHead(meter, updated, qualities, common, false) : this;
    }
}
