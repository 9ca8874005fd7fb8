// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.token.rules;

import java.util.Locale;

/** Why a token endpoint gave no usable tokens. */
public enum Refusal {
    /** The code or refresh token is not, or no longer, good: only the customer can help. */
    GRANT_ENDED,
    /** Our client or our request is refused: only we can help. */
    CLIENT_REFUSED,
    /** The scope we named is refused. */
    SCOPE_REFUSED,
    /** The customer granted less than what is needed. */
    SCOPE_TOO_NARROW,
    /** Out of order, unreachable, too slow or cut off: passes by itself. */
    UNAVAILABLE,
    /** Announces that it is under maintenance: passes by itself. */
    MAINTENANCE,
    /** Answered something that the protocol does not allow. */
    NONSENSE;

    /** The value of the metric's tag. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
