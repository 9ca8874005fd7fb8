// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.authorization;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How a utility's data is reached: Green Button Connect My Data, UtilityAPI, or CDS. */
public enum AuthMethod {
    GREEN_BUTTON,
    UTILITY_API,
    CDS;

    /** The value on the wire and in the database: snake_case. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if it is none of these */
    @JsonCreator
    public static AuthMethod of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
