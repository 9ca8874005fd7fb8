// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.announcement;

import java.util.Locale;
import java.util.UUID;

import com.dcarbon.events.Event;
import com.dcarbon.events.authorization.AuthorizationCreated;
import com.dcarbon.events.authorization.AuthorizationFailed;
import com.dcarbon.notification.rules.Notice;

/**
 * Something that happened and that a facility's people are to hear.
 *
 * @param id the id of the event that told of it
 * @param explanation what went wrong and what to do; empty after a success
 * @param failedAttempts how often it could not be told so far
 */
record Announcement(UUID id, UUID facilityId, String providerId, Outcome outcome, String explanation,
        int failedAttempts) {

    enum Outcome {
        SUCCEEDED,
        FAILED;

        /** The value in the database. */
        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Outcome ofStored(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }
    }

    static Announcement ofSuccess(Event<AuthorizationCreated> event) {
        AuthorizationCreated created = event.data();
        return new Announcement(event.id(), created.facilityId(), created.providerId(), Outcome.SUCCEEDED, "", 0);
    }

    static Announcement ofFailure(Event<AuthorizationFailed> event) {
        AuthorizationFailed failed = event.data();
        return new Announcement(event.id(), failed.facilityId(), failed.providerId(), Outcome.FAILED,
                failed.message() + " " + failed.action(), 0);
    }

    Notice notice(String facility, String utility) {
        return switch (outcome) {
            case SUCCEEDED -> Notice.authorizationSucceeded(facility, utility);
            case FAILED -> Notice.authorizationFailed(facility, utility, explanation);
        };
    }

    /** A failure is shown where the person is anyway; only a success also goes out by mail. */
    boolean goesByMail() {
        return outcome == Outcome.SUCCEEDED;
    }
}
