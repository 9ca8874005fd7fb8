// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.change.rules;

import java.util.function.Predicate;

import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;

/** Who may authorize a facility, as a snapshot of it says. */
public final class Authorizers {

    private Authorizers() {}

    /** Tells by the user's id. */
    public static Predicate<String> of(FacilitySnapshot facility) {
        FacilitySnapshot.Operator operator = facility.operator();
        return userId -> {
            if (facility.discarded()) {
                return false;
            }
            return facility.ownerRole() == OwnerRole.OWNER
                    ? operator != null && operator.status() == OperatorStatus.ACCEPTED
                            && userId.equals(operator.person().userId())
                    : userId.equals(facility.owner().userId());
        };
    }
}
