// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.ending.rules;

import com.dcarbon.events.authorization.AuthStatus;

/** What becomes of the wish to end an authorization. */
public enum RevokeDecision {
    /** It is ended. */
    END,
    /** It has been done before. */
    DONE_BEFORE,
    /** It gives no access, and none is being asked for. */
    NOTHING_TO_END,
    /** The caller has not said yet that this is meant. */
    ASK_FIRST;

    /** @param confirmed whether the caller knows what is lost */
    public static RevokeDecision of(AuthStatus status, boolean confirmed) {
        return switch (status) {
            case PENDING, AUTHORIZED, REAUTHORIZATION_REQUIRED -> confirmed ? END : ASK_FIRST;
            case REVOKED -> DONE_BEFORE;
            case FAILED -> NOTHING_TO_END;
        };
    }
}
