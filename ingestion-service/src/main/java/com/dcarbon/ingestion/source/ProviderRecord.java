// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.source;

import java.util.Locale;

/**
 * What the provider itself says of a meter, beside what our model makes of it.
 *
 * @param commodity {@code electricity}, {@code natural_gas}, {@code water}, … in snake_case
 * @param state whether it still delivers
 * @param json the provider's own words as a JSON object, without links that open anything
 */
public record ProviderRecord(String commodity, State state, String json) {
    public static final String ELECTRICITY = "electricity";
    public static final ProviderRecord NONE = new ProviderRecord(ELECTRICITY, State.ACTIVE, "{}");

    /** Whether a meter still delivers. */
    public enum State {
        ACTIVE,
        /** Switched off at the point of delivery; it may come back. */
        INACTIVE,
        /** The provider has put it away. */
        ENDED;

        /** The value in the database. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
