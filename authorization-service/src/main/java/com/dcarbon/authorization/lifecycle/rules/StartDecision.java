// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.lifecycle.rules;

import java.util.List;
import java.util.Optional;

import com.dcarbon.events.authorization.AuthStatus;

/** Whether an attempt may begin at a facility, and with which record. */
public sealed interface StartDecision {

    /**
     * It may.
     *
     * @param again the record to use again, or empty for a new one
     * @param abandoned pending records at other utilities, which end with this start
     */
    record Allowed(Optional<Authorization> again, List<Authorization> abandoned) implements StartDecision {}

    /** It may not: the facility is authorized. */
    record AlreadyAuthorized() implements StartDecision {}

    /** It may not: another utility's authorization has to be revoked first, by a change of the provider. */
    record AnotherUtilityIsLive(String utilityName) implements StartDecision {}

    /** @param ofFacility all records of the facility */
    static StartDecision of(List<Authorization> ofFacility, String utilityId) {
        if (ofFacility.stream().anyMatch(record -> record.status() == AuthStatus.AUTHORIZED)) {
            return new AlreadyAuthorized();
        }
        List<Authorization> elsewhere = ofFacility.stream()
                .filter(record -> record.isLive() && !record.utility().id().equals(utilityId))
                .toList();
        Optional<Authorization> inTheWay = elsewhere.stream()
                .filter(record -> record.status() != AuthStatus.PENDING)
                .findFirst();
        return inTheWay.<StartDecision>map(record -> new AnotherUtilityIsLive(record.utility().name()))
                .orElseGet(() -> new Allowed(reusable(ofFacility, utilityId), elsewhere));
    }

    private static Optional<Authorization> reusable(List<Authorization> ofFacility, String utilityId) {
        return ofFacility.stream()
                .filter(record -> record.utility().id().equals(utilityId) && record.status() != AuthStatus.REVOKED)
                .findFirst();
    }
}
