// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.facility;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Whether a registration is still being filled in. */
public enum RegistrationStatus {
    IN_PROGRESS,
    COMPLETE;

    /** The value on the wire and in the database: snake_case. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if it is none of these */
    @JsonCreator
    public static RegistrationStatus of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
