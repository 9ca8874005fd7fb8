// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.gap.rules;

import java.util.List;

/**
 * A stored block without its values, or several that follow on each other with nothing missing.
 *
 * @param start epoch second of its first interval
 * @param end the first second after its last one
 * @param seconds the length of each
 * @param missing the places that have no value, from 0, ascending
 */
public record Stretch(long start, long end, int seconds, List<Integer> missing) {

    Hole at(int place) {
        long begin = start + (long) place * seconds;
        return new Hole(begin, begin + seconds);
    }
}
