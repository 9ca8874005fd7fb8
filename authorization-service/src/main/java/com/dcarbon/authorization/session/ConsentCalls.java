// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.session;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

import com.dcarbon.events.authorization.AuthMethod;
import com.dcarbon.platform.security.Caller;
import com.dcarbon.platform.security.ClientAddress;

import reactor.core.publisher.Mono;

/** The calls that every method's flow has over HTTP: start, the browser's return, status. */
@Component
public class ConsentCalls {
    private final StartingSession starting;
    private final ReturningFromUtility returning;
    private final ReadingSession reading;
    private final ReturnPage returnPage;

    ConsentCalls(StartingSession starting, ReturningFromUtility returning, ReadingSession reading,
            ReturnPage returnPage) {
        this.starting = starting;
        this.returning = returning;
        this.reading = reading;
        this.returnPage = returnPage;
    }

    /**
     * 201 with the provider's page and the cookie of the session.
     *
     * @param key the {@code Idempotency-Key}, or null
     */
    public Mono<ResponseEntity<StartAnswer>> start(Caller caller, StartRequest request, AuthMethod method,
            @Nullable String key) {
        return starting.start(caller, request, method, key).map(ConsentCalls::created);
    }

    private static ResponseEntity<StartAnswer> created(StartedSession session) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .header(HttpHeaders.SET_COOKIE, session.cookie().toString())
                .body(new StartAnswer(session.redirectUrl(), session.id()));
    }

    /** How a session stands, for its starter. */
    public Mono<SessionView> status(UUID sessionId, AuthMethod method, Caller caller) {
        return reading.read(sessionId, method, caller);
    }

    /**
     * 302 to the application's page, whatever came of it.
     *
     * @param providerId the id in the path, or null if it names none
     */
    public Mono<ResponseEntity<Void>> callback(AuthMethod method, @Nullable String providerId,
            ServerHttpRequest request, ClientAddress address) {
        var browser = new BrowserReturn(method, providerId, request.getQueryParams(), request.getCookies(),
                address.value());
        return returning.handle(browser).map(returnPage::redirect);
    }
}
