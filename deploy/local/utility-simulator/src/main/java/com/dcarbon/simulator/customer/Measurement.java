// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.simulator.customer;

import java.time.Instant;

/** What a meter reads for the interval that begins at an instant, always the same for the same instant. */
interface Measurement {
    /** The integer on the wire. */
    long valueAt(Instant start);

    /** The {@code QualityOfReading} code. */
    int qualityAt(Instant start);
}
