// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.dcarbon.authorization.facility.FacilityRights;
import com.dcarbon.authorization.failure.Failure;
import com.dcarbon.authorization.failure.FailureCode;
import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/**
 * How a session stands, for who started it and nobody else. Who has lost access to the facility since then still reads
 * why a session has ended for that reason, and nothing more.
 */
@Component
public class ReadingSession {
    private static final Set<String> ENDED_BY_WITHDRAWAL = Set.of(FailureCode.ACCESS_WITHDRAWN.wire(),
            FailureCode.NOT_PERMITTED.wire());

    private final Sessions sessions;
    private final FacilityRights rights;

    ReadingSession(Sessions sessions, FacilityRights rights) {
        this.sessions = sessions;
        this.rights = rights;
    }

    /** @return fails with {@code not_found} for everybody but the starter */
    public Mono<SessionView> read(UUID sessionId, AuthMethod method, Caller caller) {
        return sessions.find(sessionId)
                .filter(session -> session.userId().equals(caller.userId()) && session.utility().method() == method)
                .filterWhen(session -> endedByWithdrawal(session.failure())
                        ? Mono.just(true)
                        : rights.isStillAuthorizer(caller.userId(), session.facilityId()))
                .map(SessionView::of)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("The session")));
    }

    private static boolean endedByWithdrawal(@Nullable Failure why) {
        return why != null && ENDED_BY_WITHDRAWAL.contains(why.code());
    }
}
