// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.facility.rules;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import com.dcarbon.events.authorization.AuthStatus;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a facility waits for from the person who looks at it; dashboards let such facilities stand out. */
public enum Attention {
    /** Nothing is authorized yet, or no longer. */
    AUTHORIZE,
    /** The last attempt failed. */
    RETRY,
    /** It was authorized, and the utility wants its customer's consent anew. */
    REAUTHORIZE;

    /** The value in the API. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if it is none of these */
    @JsonCreator
    public static Attention of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    /** Empty for who cannot help, and while nothing is wanted. */
    public static Optional<Attention> of(Facility facility, Viewer viewer) {
        Set<Permission> permissions = Permission.of(facility, viewer);
        if (!permissions.contains(Permission.AUTHORIZE)) {
            return Optional.empty();
        }
        if (facility.authStatus() == AuthStatus.REAUTHORIZATION_REQUIRED) {
            return Optional.of(REAUTHORIZE);
        }
        return Optional.of(permissions.contains(Permission.RETRY) ? RETRY : AUTHORIZE);
    }
}
