// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How a facility was paid for; private to its owner. */
public record Finance(@Nullable Type type, @Nullable String company) {
    static final Finance UNKNOWN = new Finance(null, null);

    /** The ways of paying for a facility. */
    public enum Type {
        CASH,
        LOAN,
        PPA,
        LEASE,
        OTHER;

        /** The value in the API and in the database. */
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException if it is none of these */
        @JsonCreator
        public static Type of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    boolean isUnknown() {
        return equals(UNKNOWN);
    }
}
