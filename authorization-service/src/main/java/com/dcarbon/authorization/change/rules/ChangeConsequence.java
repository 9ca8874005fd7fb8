// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.change.rules;

import java.time.Instant;
import java.util.List;

import com.dcarbon.authorization.lifecycle.rules.Authorization;

/** What a change of the facility's utility means to its authorizations. */
public sealed interface ChangeConsequence {

    /** An attempt at another utility is running, which fails. */
    record Abandons(Authorization pending) implements ChangeConsequence {}

    /** Access at another utility ends. */
    record Revokes(Authorization live) implements ChangeConsequence {}

    /** The last attempt at another utility had failed: there is nothing to end. */
    record LeavesBehind(Authorization failed) implements ChangeConsequence {}

    /** Nothing was authorized elsewhere, or what was has ended before. */
    record Nothing() implements ChangeConsequence {}

    /**
     * Attempts that began after the change was asked for are not meant by it.
     *
     * @param ofFacility all records of the facility, the newest first
     * @param providerId the utility that is wanted
     */
    static ChangeConsequence of(List<Authorization> ofFacility, String providerId, Instant requestedAt) {
        List<Authorization> meant = ofFacility.stream()
                .filter(record -> !record.utility().id().equals(providerId)
                        && record.lastAttemptAt().isBefore(requestedAt))
                .toList();
        return meant.stream().filter(Authorization::isLive).findFirst()
                .or(() -> meant.stream().findFirst())
                .map(ChangeConsequence::to)
                .orElseGet(Nothing::new);
    }

    private static ChangeConsequence to(Authorization record) {
        return switch (record.status()) {
            case PENDING -> new Abandons(record);
            case AUTHORIZED, REAUTHORIZATION_REQUIRED -> new Revokes(record);
            case FAILED -> new LeavesBehind(record);
            case REVOKED -> new Nothing();
        };
    }
}
