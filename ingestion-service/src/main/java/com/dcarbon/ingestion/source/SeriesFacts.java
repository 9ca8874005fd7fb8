// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

/**
 * What the readings of a meter told of its series, all of them seen.
 *
 * @param twoWay whether energy was received, or a balance was below zero
 * @param netRepeats whether the net series says nothing that the delivered and received ones do not say
 * @param forwardIsBalance whether the only energy is told as delivered and was below zero more than once and by enough: then
 *     it is a balance, unless the meter measures what is generated
 */
public record SeriesFacts(boolean twoWay, boolean netRepeats, boolean forwardIsBalance) {
    public static final SeriesFacts NONE = new SeriesFacts(false, false, false);
}
