// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session.rules;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** A session's status as the API tells it. */
public enum SessionStatus {
    PENDING,
    AUTHORIZED,
    FAILED,
    EXPIRED;

    /** The value in the API: snake_case. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
