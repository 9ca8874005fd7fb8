// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.aggregator;

import java.util.Locale;

/** How far UtilityAPI is with an authorization or a meter. */
enum Status {
    /** Working. */
    PENDING,
    /** Done; the notes say what was found. */
    UPDATED,
    /** Ended in an error; the notes say which. */
    ERRORED;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
