// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.notification.stream;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.events.facility.FacilitySnapshot;
import com.dcarbon.events.facility.OperatorStatus;
import com.dcarbon.events.facility.OwnerRole;
import com.dcarbon.events.facility.RegistrationStatus;

/**
 * A facility after a change, in the names of the facility's own JSON as far as it goes: enough for a line of a list. No
 * e-mail address is in it.
 *
 * @param type what happened
 * @param version grows with each change of the facility
 */
record FacilityNews(UUID id, String type, long version, String name, OwnerRole ownerRole, Registration registration,
        @Nullable Operator operator, @Nullable Utility utilityProvider) {

    /** @param utilityName of the chosen utility, if one is chosen */
    static FacilityNews of(FacilitySnapshot facility, String type, long version, @Nullable String utilityName) {
        var operator = facility.operator();
        String utility = facility.utilityProviderId();
        return new FacilityNews(facility.facilityId(), type, version, facility.name(), facility.ownerRole(),
                new Registration(facility.registrationStatus()),
                operator == null ? null : new Operator(operator.status()),
                utility == null ? null : new Utility(utility, utilityName == null ? utility : utilityName));
    }

    record Registration(RegistrationStatus status) {}

    record Operator(OperatorStatus status) {}
}
