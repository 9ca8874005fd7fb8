// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.report.rules;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Who keeps the fraction of a MWh until there is a whole one. Never both: it would be claimed twice. */
public enum Carry {
    /** The registry, as WREGIS does: it is told the exact amount of each month. */
    REGISTRY,
    /** We: the registry is told whole MWh only. */
    PLATFORM;

    /** The value on the wire and in the database. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of that wire value. */
    public static Carry of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
