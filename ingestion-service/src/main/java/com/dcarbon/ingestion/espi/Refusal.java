// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.espi;

import java.util.Locale;

/** Why something of a feed was not imported. */
public enum Refusal {
    /** Gas, water and the like. */
    NOT_ELECTRICITY(false),
    /** Power, reactive energy, cost and other quantities that are not Wh. */
    NOT_ENERGY(false),
    /** The unit is not told, or its code is none that ESPI has. */
    UNKNOWN_UNIT(true),
    /** A code that says what is counted, and how, is told in words that nobody knows. */
    UNREADABLE_CODE(true),
    /** A quadrant or total that is neither delivered, received nor net. */
    UNSUPPORTED_DIRECTION(false),
    /** The direction's code is none that ESPI has. */
    UNKNOWN_DIRECTION(true),
    /** Maxima and minima; and what else is no total, beside totals. */
    NOT_A_TOTAL(false),
    /** Averages, excesses, thresholds or nominal values, and no totals beside them. */
    UNUSUAL_QUALIFIER(true),
    /** A meter's register reading, which must not be added up as energy. */
    REGISTER(false),
    /** What may be the readings of a register, or energy: its label says one thing, and its values fall. */
    DOUBTFUL_REGISTER(true),
    /** Series of single phases of a point, and none of all of them: nobody has told their sum. */
    SINGLE_PHASE(true),
    /** The block's links name no meter reading of the feed, or several; or nothing tells its usage point. */
    UNTIED_BLOCK(true),
    /** An entry calls itself an interval block and holds none. */
    BLOCK_WITHOUT_CONTENT(true),
    /** Nothing tells what the numbers mean, or several reading types do. */
    NO_READING_TYPE(true),
    /** The power of ten is beyond what ESPI allows. */
    IMPLAUSIBLE_MULTIPLIER(true),
    /** Nothing tells when the interval begins, or it is far from any meter's life. */
    NO_START(true),
    /** Nothing tells how long the interval is. */
    NO_DURATION(true),
    /** There is text where the number should be. */
    UNREADABLE_VALUE(true),
    /** There is a number that is no quality code; the reading is taken as one of unknown quality. */
    IMPOSSIBLE_QUALITY(true);

    private final boolean quarantined;

    Refusal(boolean quarantined) {
        this.quarantined = quarantined;
    }

    /** Whether it would have been wanted, had it been understood. */
    public boolean quarantined() {
        return quarantined;
    }

    /** The name in logs and tables. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
