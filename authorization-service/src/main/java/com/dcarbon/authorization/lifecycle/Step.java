// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.lifecycle;

import java.util.Locale;

/** What can stand in the timeline of an authorization. */
enum Step {
    STARTED,
    AUTHORIZED,
    FAILED,
    REAUTHORIZATION_REQUIRED,
    REVOKED;

    /** The value in the API and in the database: snake_case. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
