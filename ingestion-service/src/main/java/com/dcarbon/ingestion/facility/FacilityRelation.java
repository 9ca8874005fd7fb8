// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.ingestion.facility;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.platform.security.Caller;

/** The people of a facility, and what follows for a caller. */
record FacilityRelation(OwnerRole ownerRole, String ownerId, @Nullable String operatorId,
        @Nullable OperatorStatus operatorStatus, boolean discarded) {

    boolean maySee(Caller caller) {
        return !discarded && (caller.isAdmin() || isOwner(caller) || isOperator(caller));
    }

    boolean maySynchronise(Caller caller) {
        boolean ownerMay = isOwner(caller) && ownerRole != OwnerRole.OWNER;
        return maySee(caller) && (caller.isAdmin() || ownerMay || isOperator(caller));
    }

    private boolean isOwner(Caller caller) {
        return ownerId.equals(caller.userId());
    }

    private boolean isOperator(Caller caller) {
        return operatorStatus == OperatorStatus.ACCEPTED && caller.userId().equals(operatorId);
    }
}
