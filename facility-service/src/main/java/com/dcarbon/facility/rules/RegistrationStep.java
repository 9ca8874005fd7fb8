// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The steps of a registration; where a user left off is where he goes on. */
public enum RegistrationStep {
    ROLE,
    FINANCE_INSTALLER,
    UTILITY_AUTHORIZATION;

    /** The value in the API and in the database. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if it is none of these */
    @JsonCreator
    public static RegistrationStep of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
