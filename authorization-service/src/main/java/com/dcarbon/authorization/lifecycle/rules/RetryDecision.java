// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.lifecycle.rules;

import java.util.List;
import java.util.UUID;

import com.dcarbon.events.authorization.AuthStatus;

/** What becomes of an administrator's wish that an authorization be tried again. */
public enum RetryDecision {
    /** A further attempt is asked for. */
    ASK,
    /** One is pending: asked for before, or a person is at it. */
    PENDING,
    /** It is authorized, or the facility is, at another utility. */
    AUTHORIZED,
    /** Another utility's authorization has to end first. */
    ANOTHER_IS_LIVE,
    /** It was revoked: a new start makes a new record. */
    OVER;

    /**
     * @param ofFacility all records of the facility
     * @param id the one to be tried again, which is one of them
     */
    public static RetryDecision of(List<Authorization> ofFacility, UUID id) {
        Authorization wanted = ofFacility.stream().filter(record -> record.id().equals(id)).findFirst().orElseThrow();
        return switch (wanted.status()) {
            case PENDING -> PENDING;
            case AUTHORIZED -> AUTHORIZED;
            case REVOKED -> OVER;
            case FAILED, REAUTHORIZATION_REQUIRED -> beside(ofFacility, wanted);
        };
    }

    private static RetryDecision beside(List<Authorization> ofFacility, Authorization wanted) {
        List<Authorization> others = ofFacility.stream()
                .filter(record -> !record.id().equals(wanted.id()) && record.isLive())
                .toList();
        if (others.isEmpty()) {
            return ASK;
        }
        return others.stream().anyMatch(record -> record.status() == AuthStatus.AUTHORIZED)
                ? AUTHORIZED
                : ANOTHER_IS_LIVE;
    }
}
