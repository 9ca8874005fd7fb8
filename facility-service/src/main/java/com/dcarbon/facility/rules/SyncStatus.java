// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Whether a facility's data is up to date. */
public enum SyncStatus {
    NEVER,
    OK,
    DELAYED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if it is none of these */
    @JsonCreator
    public static SyncStatus of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
