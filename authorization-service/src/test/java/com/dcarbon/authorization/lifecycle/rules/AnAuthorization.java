// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.lifecycle.rules;

import java.time.Instant;
import java.util.UUID;

import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.events.authorization.AuthStatus;

/** Authorizations in every status, as tests need them. */
final class AnAuthorization {
    static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
    static final Instant LATER = START.plusSeconds(60);
    static final Starter OWNER = new Starter("owner", "Olivia Owner", "owner@example.com");
    static final Starter OPERATOR = new Starter("operator", "Omar Operator", null);
    static final Failure WHY = new Failure("user_cancelled", "Stopped.", "Start again.", true);

    private AnAuthorization() {}

    static Utility utility(String id) {
        return new Utility(id, id.toUpperCase(java.util.Locale.ROOT), AuthMethod.GREEN_BUTTON);
    }

    static Authorization pending(String utilityId) {
        return Authorization.begin(UUID.randomUUID(), UUID.randomUUID(), utility(utilityId), OWNER, START);
    }

    static Authorization in(AuthStatus status, String utilityId) {
        Authorization pending = pending(utilityId);
        return switch (status) {
            case PENDING -> pending;
            case AUTHORIZED -> pending.authorize("503888", null, LATER);
            case FAILED -> pending.fail(WHY);
            case REAUTHORIZATION_REQUIRED -> pending.authorize("503888", null, LATER).requireReauthorization(WHY);
            case REVOKED ->
                new Authorization(pending.id(), 3, pending.facilityId(), pending.utility(), status, "503888",
                        OWNER, 1, START, START, LATER, null, null);
        };
    }
}
