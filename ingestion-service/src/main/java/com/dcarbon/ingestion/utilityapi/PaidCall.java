// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.utilityapi;

import java.util.Locale;

/** The calls that cost money. */
enum PaidCall {
    /** Collects what the utility has of the past. */
    HISTORICAL_COLLECTION("/meters/historical-collection"),
    /** Collects new data again and again. */
    ONGOING_MONITORING("/meters/ongoing-monitoring");

    private final String path;

    PaidCall(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    /** The name in the database and in metrics. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PaidCall of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
