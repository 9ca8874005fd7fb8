// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.facility;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How far an invited operator has come; only an accepted one may act. */
public enum OperatorStatus {
    INVITED,
    UNCONFIRMED,
    ACCEPTED,
    UNDELIVERABLE;

    /** The value on the wire and in the database: snake_case. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if it is none of these */
    @JsonCreator
    public static OperatorStatus of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
