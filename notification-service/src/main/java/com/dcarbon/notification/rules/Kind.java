// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every kind of news, under its stable name in the API. */
public enum Kind {
    OPERATOR_INVITED(Choice.NONE),
    OPERATOR_ACCEPTED(Choice.NONE),
    OPERATOR_WITHDRAWN(Choice.NONE),
    INVITATION_UNDELIVERABLE(Choice.FREE),
    AUTHORIZATION_SUCCEEDED(Choice.FREE),
    AUTHORIZATION_FAILED(Choice.FREE),
    AUTHORIZATION_RETRY(Choice.FREE),
    AUTHORIZATION_REVOKED(Choice.NONE),
    AUTHORIZATION_EXPIRING(Choice.FREE),
    REAUTHORIZATION_REQUIRED(Choice.FREE),
    TOKEN_ROTATION_FAILED(Choice.FREE),
    PROVIDER_DOWNTIME(Choice.FREE_FOR_ADMINS),
    PROVIDER_RECOVERED(Choice.FREE_FOR_ADMINS);

    private enum Choice {
        FREE,
        FREE_FOR_ADMINS,
        /** It tells who gets or loses access, which nobody may be left unaware of. */
        NONE
    }

    private final Choice choice;

    Kind(Choice choice) {
        this.choice = choice;
    }

    /** The value in the API and in the database: snake_case. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that name, if there is one. */
    public static Optional<Kind> named(String wire) {
        return Arrays.stream(values()).filter(kind -> kind.wire().equals(wire)).findFirst();
    }

    /** Whether it is told whatever a person prefers. */
    public boolean isLocked() {
        return choice == Choice.NONE;
    }

    /** Whether it can concern such a person: some only concern administrators. */
    public boolean concerns(boolean administrator) {
        return administrator || choice != Choice.FREE_FOR_ADMINS;
    }
}
