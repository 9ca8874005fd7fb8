// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.events.facility;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.EventData;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A facility with the people around it after a change, whole, so that a consumer needs no other record. The event's
 * sequence is the facility's version.
 *
 * @param operator the invited or accepted operator, or null
 * @param utilityProviderId the chosen utility's profile id, or null
 * @param discarded true once the unfinished registration was thrown away: forget it
 * @param withdrawnOperator with {@code operator_withdrawn} only: who was invited or operated it until now
 * @param providerChange the latest change of the utility that was asked for, or null if there never was one
 */
public record FacilitySnapshot(UUID facilityId, String name, OwnerRole ownerRole, RegistrationStatus registrationStatus,
        Person owner, @Nullable Operator operator, @Nullable String utilityProviderId, boolean discarded,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Operator withdrawnOperator,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ProviderChange providerChange) implements EventData {

    @JsonCreator
    public FacilitySnapshot {
    }

    /** One of whose operator nobody was withdrawn, and whose utility was never changed. */
    public FacilitySnapshot(UUID facilityId, String name, OwnerRole ownerRole, RegistrationStatus registrationStatus,
            Person owner, @Nullable Operator operator, @Nullable String utilityProviderId, boolean discarded) {
        this(facilityId, name, ownerRole, registrationStatus, owner, operator, utilityProviderId, discarded, null,
                null);
    }

    /**
     * The operator's person and how far the invitation has come.
     *
     * @param invitation the one that waits for an answer, or null
     */
    public record Operator(Person person, OperatorStatus status,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Invitation invitation) {

        @JsonCreator
        public Operator {
        }

        /** One whom no invitation waits for. */
        public Operator(Person person, OperatorStatus status) {
            this(person, status, null);
        }
    }

    /**
     * An invitation that waits for an answer. The token of its link is derived from it and stands in no event.
     *
     * @param id a new one with each mail that goes out
     * @param keyId the key of the invitation keyset that the token is derived with
     * @param expiresAt until when the link serves
     */
    public record Invitation(UUID id, int keyId, Instant expiresAt) {}

    /**
     * A wish that the facility's data come from another utility.
     *
     * @param id of this change
     * @param providerId the utility that is wanted
     * @param requestedBy the user's id
     * @param ipAddress where the call came from
     */
    public record ProviderChange(UUID id, String providerId, Instant requestedAt, String requestedBy,
            @Nullable String requestedByName, @Nullable String ipAddress) {}
}
