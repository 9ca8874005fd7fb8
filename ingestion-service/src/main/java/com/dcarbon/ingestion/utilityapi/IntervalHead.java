// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.util.List;

/**
 * What an object of intervals says about all of its readings, wherever in the object it says so.
 *
 * @param updated epoch second, 0 if it is not told
 * @param spacing the shortest distance between the starts of two readings that follow each other, 0 if there is none
 */
record IntervalHead(String meter, long updated, List<String> qualities, long spacing) {}
