// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.authorization;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Where an authorization stands. */
public enum AuthStatus {
    PENDING,
    AUTHORIZED,
    FAILED,
    REVOKED,
    REAUTHORIZATION_REQUIRED;

    /** The value on the wire and in the database: snake_case. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if it is none of these */
    @JsonCreator
    public static AuthStatus of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
