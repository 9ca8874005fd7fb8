// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.authorization.session.rules.Session;
import com.dcarbon.authorization.session.rules.SessionStatus;

/**
 * What a returned browser is told.
 *
 * @param sessionId null if the browser proved nothing
 * @param code why it did not work, or null
 */
public record ReturnOutcome(@Nullable UUID sessionId, SessionStatus status, @Nullable String code) {
    /** State or cookie are not those of one session: says nothing and changes nothing. */
    static final ReturnOutcome STATE_INVALID = new ReturnOutcome(null, SessionStatus.FAILED, "state_invalid");

    static ReturnOutcome of(Session session) {
        Failure failure = session.failure();
        return new ReturnOutcome(session.id(), session.state().status(), failure == null ? null : failure.code());
    }
}
