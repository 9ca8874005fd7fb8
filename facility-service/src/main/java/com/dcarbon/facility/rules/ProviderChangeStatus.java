// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How far a change of the utility has come, as long as it is not done. */
public enum ProviderChangeStatus {
    /** The former authorization is being ended; until then no other can begin. */
    REVOKING,
    /** Nothing is in the way, and nobody has begun to authorize. */
    AUTHORIZATION_NEEDED,
    /** Someone is authorizing. */
    AUTHORIZING,
    /** Someone began to authorize and did not come through; he can start again. */
    ABANDONED;

    /** The value in the API. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if it is none of these */
    @JsonCreator
    public static ProviderChangeStatus of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
