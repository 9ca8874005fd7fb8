// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.util.UUID;

import org.springframework.stereotype.Component;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.problem.ProblemException;
import com.dcarbon.platform.security.Caller;

import reactor.core.publisher.Mono;

/** How a session stands, for who started it and nobody else. */
@Component
public class ReadingSession {
    private final Sessions sessions;

    ReadingSession(Sessions sessions) {
        this.sessions = sessions;
    }

    /** @return fails with {@code not_found} for everybody but the starter */
    public Mono<SessionView> read(UUID sessionId, AuthMethod method, Caller caller) {
        return sessions.find(sessionId)
                .filter(session -> session.userId().equals(caller.userId()) && session.utility().method() == method)
                .map(SessionView::of)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("The session")));
    }
}
