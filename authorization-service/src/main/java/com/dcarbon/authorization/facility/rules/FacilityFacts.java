// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.facility.rules;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;

/**
 * What decides about rights at a facility.
 *
 * @param ownerId the owner's user id
 * @param operatorId the operator's user id, once an invitation was taken
 * @param discarded the unfinished registration was thrown away
 */
public record FacilityFacts(OwnerRole ownerRole, @Nullable String ownerId, @Nullable String operatorId,
        @Nullable OperatorStatus operatorStatus, boolean discarded) {

    /** What that user may do here. */
    public Standing standingOf(String userId) {
        if (discarded) {
            return Standing.STRANGER;
        }
        if (userId.equals(ownerId)) {
            return ownerRole == OwnerRole.OWNER ? Standing.WATCHER : Standing.AUTHORIZER;
        }
        if (userId.equals(operatorId) && operatorStatus == OperatorStatus.ACCEPTED) {
            return ownerRole == OwnerRole.OWNER ? Standing.AUTHORIZER : Standing.VIEWER;
        }
        return Standing.STRANGER;
    }
}
