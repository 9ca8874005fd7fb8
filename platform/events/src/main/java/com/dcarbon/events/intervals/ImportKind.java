// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.intervals;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Why intervals were imported. */
public enum ImportKind {
    HISTORICAL,
    INCREMENTAL,
    BACKFILL,
    UPLOAD;

    /** The value on the wire and in the database: snake_case. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if it is none of these */
    @JsonCreator
    public static ImportKind of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
