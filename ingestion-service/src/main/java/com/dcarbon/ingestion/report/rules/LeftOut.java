// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report.rules;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why a reading does not count as generated. The first reason that holds is told. */
public enum LeftOut {
    /** It does not end in the month in which it begins, so that nobody knows what belongs to which. */
    CROSSES_MONTH,
    /** A person uploaded it, and no administrator has accepted that. */
    UPLOADED,
    /**
     * The same unit is counted already: another meter of the facility, seen through another provider or in another file,
     * has a reading for that time, or another facility has the meter and the month. Which one is told to nobody.
     */
    COUNTED_ELSEWHERE,
    /** The utility guessed it (ESPI 8, 9, 12, 15). */
    ESTIMATED,
    /** The utility doubts it (10). */
    QUESTIONABLE,
    /** The utility does not say what it is. */
    UNKNOWN_QUALITY,
    /** Edited, mixed or of another code: nobody says that all of it was measured or calculated (7, 13, 16, others). */
    NOT_MEASURED,
    /** Below zero: consumption, or a fault. */
    BELOW_ZERO,
    /** Younger than the minimum age: the utility may still correct it. */
    TOO_YOUNG;

    /** The value on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
