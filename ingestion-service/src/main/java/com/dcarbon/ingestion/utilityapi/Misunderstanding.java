// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.util.Locale;
import java.util.Optional;

/** What of UtilityAPI's data is left out, or taken without a part of it, because it is not understood. */
enum Misunderstanding {
    /** A reading's start is no time. */
    UNREADABLE_TIME,
    /** There is something that is no number where a reading's value should be. */
    UNREADABLE_VALUE,
    /** Nothing tells how long the reading is, or it is longer than a day. */
    LONGER_THAN_A_DAY,
    /** A unit that is none of energy, or an amount that cannot be kept exactly. */
    UNKNOWN_UNIT,
    /** A kind of value that nobody knows. */
    UNKNOWN_DATAPOINT,
    /** A word for a quality that nobody knows; the reading is taken as one of unknown quality. */
    UNKNOWN_QUALITY,
    /** Two values of the same kind that differ; the first is taken. */
    CONTRADICTING_VALUES;

    /** By the reason that is noted; empty if that tells of what is not wanted. */
    static Optional<Misunderstanding> of(String note) {
        String kind = note.substring(0, Math.max(0, note.indexOf('_')));
        return switch (kind) {
            case "unreadable" -> Optional.of(valueOf(note.toUpperCase(Locale.ROOT)));
            case "longer" -> Optional.of(LONGER_THAN_A_DAY);
            case "unit" -> Optional.of(UNKNOWN_UNIT);
            // Demand is told beside energy all the time.
            case "datapoint" -> note.equals("datapoint_max") ? Optional.empty() : Optional.of(UNKNOWN_DATAPOINT);
            case "quality" -> Optional.of(UNKNOWN_QUALITY);
            case "further" -> Optional.of(CONTRADICTING_VALUES);
            default -> Optional.empty();
        };
    }

    /** The name in tables. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
