// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.greenbutton;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What came over the wire from a utility.
 *
 * @param body empty if an unsuccessful answer's could not be read
 * @param retryAfter the utility's wish when to be asked again, or null
 */
record RawAnswer(int status, String body, @Nullable Instant retryAfter) {

    /** Without the body, which may hold tokens. */
    @Override
    public String toString() {
        return "RawAnswer[" + status + "]";
    }
}
