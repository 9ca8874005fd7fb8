// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.lifecycle;

import java.util.Locale;

/** What can stand in the timeline of an authorization. */
enum Step {
    STARTED,
    /** An administrator asked for a further attempt. */
    RETRIED,
    AUTHORIZED,
    FAILED,
    REAUTHORIZATION_REQUIRED,
    REVOKED,
    /** Its credentials were replaced by new ones. */
    TOKEN_ROTATED,
    /** New credentials were due and not to be had. */
    TOKEN_ROTATION_FAILED,
    /** The utility has ended it, too. */
    REVOKED_AT_UTILITY,
    /** It may still stand at the utility, and nobody tries any more to end it there. */
    NOT_REVOKED_AT_UTILITY;

    /** The value in the API and in the database: snake_case. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
