// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.revocation.rules;

import java.util.Locale;

/** What came of the wish to end an authorization at the utility. */
public enum RevocationOutcome {
    /** The utility has ended it, or had done so before. */
    REVOKED,
    /** The utility offers no way to end it. */
    NOT_OFFERED,
    /** The utility gave the same authorization once more, so that it must stand. */
    USED_AGAIN,
    /** The utility did not do it for so long that nobody asks any more. */
    GAVE_UP;

    /** The value in the timeline, in the metric and in the database: snake_case. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
