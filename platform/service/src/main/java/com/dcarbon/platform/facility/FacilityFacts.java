// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.platform.facility;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.platform.security.Caller;

/**
 * What decides about rights at a facility.
 *
 * @param ownerId the owner's user id
 * @param operatorId the operator's user id, once an invitation was taken
 * @param discarded the unfinished registration was thrown away
 */
record FacilityFacts(OwnerRole ownerRole, @Nullable String ownerId, @Nullable String operatorId,
        @Nullable OperatorStatus operatorStatus, boolean discarded) {

    static FacilityFacts of(FacilitySnapshot told) {
        FacilitySnapshot.Operator operator = told.operator();
        return new FacilityFacts(told.ownerRole(), told.owner().userId(),
                operator == null ? null : operator.person().userId(), operator == null ? null : operator.status(),
                told.discarded());
    }

    /** What that user is to the facility as one of its people. */
    Standing standingOf(String userId) {
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

    /** The same for who calls: administrators see every facility that was not thrown away. */
    Standing standingOf(Caller caller) {
        Standing standing = standingOf(caller.userId());
        boolean seenByAdmin = caller.isAdmin() && !discarded;
        return standing == Standing.STRANGER && seenByAdmin ? Standing.VIEWER : standing;
    }
}
