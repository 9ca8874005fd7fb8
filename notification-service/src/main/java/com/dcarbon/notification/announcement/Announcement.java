// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.announcement;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.Person;
import com.dcarbon.notification.rules.Kind;

/**
 * Something that happened and that people are to hear.
 *
 * @param id the id of what told of it, so that it is told once; mostly an event
 * @param facilityId null if it concerns a utility as such
 * @param failedAttempts how often it could not be told so far
 */
public record Announcement(UUID id, Kind kind, @Nullable UUID facilityId, Facts facts, int failedAttempts) {

    private static Announcement of(UUID id, Kind kind, @Nullable UUID facilityId, Facts facts) {
        return new Announcement(id, kind, facilityId, facts, 0);
    }

    static Announcement ofAuthorization(UUID id, Kind kind, UUID facilityId, String providerId) {
        return of(id, kind, facilityId, Facts.ofUtility(providerId));
    }

    static Announcement ofAuthorization(UUID id, Kind kind, UUID facilityId, String providerId, String message,
            String action) {
        return of(id, kind, facilityId, Facts.ofUtility(providerId, message, action));
    }

    /** An authorization ends by itself at that time. */
    public static Announcement ofEnd(UUID id, UUID facilityId, String providerId, Instant end) {
        return of(id, Kind.AUTHORIZATION_EXPIRING, facilityId, Facts.ofUtility(providerId, null, end));
    }

    static Announcement ofUtility(UUID id, Kind kind, String providerId, Instant since, Instant time) {
        return of(id, kind, null, Facts.ofUtility(providerId, since, time));
    }

    /** By the invitation's id, since each has a mail of its own, whichever event shows it first. */
    static Announcement ofInvitation(UUID facilityId, Person invited, FacilitySnapshot.Invitation invitation) {
        return of(invitation.id(), Kind.OPERATOR_INVITED, facilityId, Facts.ofInvited(invited, invitation));
    }

    static Announcement ofUndeliverable(UUID id, UUID facilityId, String address) {
        return of(id, Kind.INVITATION_UNDELIVERABLE, facilityId,
                Facts.ofInvited(new Person(null, null, address), null));
    }

    /** Who was withdrawn learns nothing of the facility that came later, not even a new name. */
    static Announcement ofWithdrawn(UUID id, FacilitySnapshot facility, FacilitySnapshot.Operator withdrawn) {
        return of(id, Kind.OPERATOR_WITHDRAWN, facility.facilityId(),
                Facts.ofWithdrawn(withdrawn, facility.name()));
    }

    static Announcement ofOperator(UUID id, Kind kind, UUID facilityId, FacilitySnapshot.Operator operator,
            boolean confirmed) {
        return of(id, kind, facilityId, Facts.ofOperator(operator, confirmed));
    }

    /**
     * Whether, where only an operator can authorize, it waits a while for the one to be known: the operator has done it,
     * or is asked to.
     */
    boolean awaitsOperator() {
        return switch (kind) {
            case AUTHORIZATION_SUCCEEDED, AUTHORIZATION_RETRY, REAUTHORIZATION_REQUIRED, AUTHORIZATION_EXPIRING -> true;
            case OPERATOR_INVITED, OPERATOR_ACCEPTED, OPERATOR_WITHDRAWN, INVITATION_UNDELIVERABLE,
                    AUTHORIZATION_FAILED, AUTHORIZATION_REVOKED, TOKEN_ROTATION_FAILED, PROVIDER_DOWNTIME,
                    PROVIDER_RECOVERED ->
                false;
        };
    }
}
