// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.announcement;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.Person;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What is known of a piece of news beside its facility; each kind has what its words and its audience need.
 *
 * @param providerId the utility
 * @param message what happened, in words for a person
 * @param action what that person can do
 * @param person who was invited, accepted, was confirmed or was withdrawn
 * @param status how far that person had come
 * @param facilityName as it was then, for whoever may not know what it is called now
 * @param confirmed whether the owner had to confirm that person, and did
 * @param invitation what the mailed link is made from
 * @param time when it ends, or happened
 * @param since since when it was so
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Facts(@Nullable String providerId, @Nullable String message, @Nullable String action, @Nullable Person person,
        @Nullable OperatorStatus status, @Nullable String facilityName, @Nullable Boolean confirmed,
        FacilitySnapshot.@Nullable Invitation invitation,
        @Nullable Instant time, @Nullable Instant since) {

    static Facts ofUtility(String providerId) {
        return new Facts(providerId, null, null, null, null, null, null, null, null, null);
    }

    static Facts ofUtility(String providerId, String message, String action) {
        return new Facts(providerId, message, action, null, null, null, null, null, null, null);
    }

    static Facts ofUtility(String providerId, @Nullable Instant since, Instant time) {
        return new Facts(providerId, null, null, null, null, null, null, null, time, since);
    }

    static Facts ofInvited(Person person, FacilitySnapshot.@Nullable Invitation invitation) {
        return new Facts(null, null, null, person, null, null, null, invitation, null, null);
    }

    static Facts ofOperator(FacilitySnapshot.Operator operator, boolean confirmed) {
        return new Facts(null, null, null, operator.person(), operator.status(), null, confirmed, null, null, null);
    }

    static Facts ofWithdrawn(FacilitySnapshot.Operator operator, String facilityName) {
        return new Facts(null, null, null, operator.person(), operator.status(), facilityName, false, null, null,
                null);
    }
}
