// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.interval.rules;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which way energy went through the meter. Two directions are never added. */
public enum Direction {
    /** From the grid to the customer (ESPI flow direction 1). */
    DELIVERED,
    /** From the customer to the grid (19). */
    RECEIVED,
    /** Delivered less received, signed (4). */
    NET,
    /** Produced, at a meter whose role is generation. */
    GENERATED;

    /** As lists are sorted: by the name on the wire. */
    public static final Comparator<Direction> ORDER = Comparator.comparing(Direction::wire);

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The value on the wire and in the database. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /** The direction of that wire value, if there is one. */
    public static Optional<Direction> of(String wire) {
        return Arrays.stream(values()).filter(direction -> direction.wire().equals(wire)).findFirst();
    }
}
