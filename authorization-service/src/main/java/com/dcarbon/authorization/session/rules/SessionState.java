// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session.rules;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a session stands. */
public enum SessionState {
    /** The customer is at the utility. */
    PENDING,
    /** The customer came back with a code that is being exchanged. */
    EXCHANGING,
    /** The customer came back, and the provider still works on it: it may take hours. */
    AWAITING,
    /** Consent was given and the tokens are stored. */
    AUTHORIZED,
    /** It did not work; the failure says why. */
    FAILED,
    /** The customer did not come back in time. */
    EXPIRED,
    /** A newer start took its place. */
    SUPERSEDED;

    /** The value in the database: snake_case. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if it is none of these */
    public static SessionState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    /** Whether its outcome is still to come. */
    public boolean isOpen() {
        return this == PENDING || this == EXCHANGING || this == AWAITING;
    }

    /** Whether that step exists. */
    public boolean mayBecome(SessionState next) {
        return next().contains(next);
    }

    private Set<SessionState> next() {
        return switch (this) {
            case PENDING -> EnumSet.of(EXCHANGING, AWAITING, FAILED, EXPIRED, SUPERSEDED);
            case EXCHANGING -> EnumSet.of(AUTHORIZED, FAILED, SUPERSEDED);
            case AWAITING -> EnumSet.of(AUTHORIZED, FAILED, SUPERSEDED);
            case AUTHORIZED, FAILED, EXPIRED, SUPERSEDED -> EnumSet.noneOf(SessionState.class);
        };
    }

    /** What the starter is told. */
    public SessionStatus status() {
        return switch (this) {
            case PENDING, EXCHANGING, AWAITING -> SessionStatus.PENDING;
            case AUTHORIZED -> SessionStatus.AUTHORIZED;
            case FAILED, SUPERSEDED -> SessionStatus.FAILED;
            case EXPIRED -> SessionStatus.EXPIRED;
        };
    }
}
