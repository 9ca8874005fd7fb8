// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.facility;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.EventData;

/**
 * A facility with the people around it after a change, whole, so that a consumer needs no other record. The event's
 * sequence is the facility's version.
 *
 * @param operator the invited or accepted operator, or null
 * @param utilityProviderId the chosen utility's profile id, or null
 * @param discarded true once the unfinished registration was thrown away: forget it
 */
public record FacilitySnapshot(UUID facilityId, String name, OwnerRole ownerRole, RegistrationStatus registrationStatus,
        Person owner, @Nullable Operator operator, @Nullable String utilityProviderId,
        boolean discarded) implements EventData {

    /** The operator's person and how far the invitation has come. */
    public record Operator(Person person, OperatorStatus status) {}
}
