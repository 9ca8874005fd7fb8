// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.util.UUID;
import java.util.function.Predicate;

import org.springframework.stereotype.Component;

import com.dcarbon.authorization.failure.FailureCode;
import com.dcarbon.authorization.lifecycle.Actor;

import reactor.core.publisher.Mono;

/** Ends sessions that nobody asked to end: because of what happens to the facility, in the transaction of that. */
@Component
public class ClosingSessions {
    private final Sessions sessions;
    private final EndingSession ending;

    ClosingSessions(Sessions sessions, EndingSession ending) {
        this.sessions = sessions;
        this.ending = ending;
    }

    /** No session of the facility begins or ends before the transaction does. */
    public Mono<Void> hold(UUID facilityId) {
        return sessions.lockStartsOf(facilityId).thenMany(sessions.lockOpenOf(facilityId)).then();
    }

    /** Ends the open session of an authorization that ends itself. */
    public Mono<Void> drop(UUID facilityId, UUID authorizationId, FailureCode why) {
        return sessions.lockStartsOf(facilityId)
                .thenMany(sessions.lockOpenOf(facilityId))
                .filter(session -> session.authorizationId().equals(authorizationId))
                .concatMap(session -> ending.drop(session, why))
                .then();
    }

    /** The facility's attempt fails if who began it may no longer authorize the facility. */
    public Mono<Void> failUnless(UUID facilityId, Predicate<String> mayAuthorize) {
        return sessions.lockStartsOf(facilityId)
                .thenMany(sessions.lockOpenOf(facilityId))
                .filter(session -> !mayAuthorize.test(session.userId()))
                .concatMap(session -> ending.fail(session, FailureCode.ACCESS_WITHDRAWN, Actor.SYSTEM))
                .then();
    }
}
