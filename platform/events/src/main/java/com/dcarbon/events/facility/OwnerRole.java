// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.facility;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What the registering person is to the facility: only its owner, owner and operator, or a home's owner. */
public enum OwnerRole {
    OWNER,
    OWNER_OPERATOR,
    RESIDENTIAL;

    /** The value on the wire and in the database: snake_case. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if it is none of these */
    @JsonCreator
    public static OwnerRole of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
